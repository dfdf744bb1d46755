using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StreamFlow.Cli.Running;

/// <summary>Ctrl-C and SIGTERM as tokens: the first asks to stop, a later one insists.</summary>
internal sealed class StopSignal : IDisposable
{
    // One wish may come twice: a terminal, timeout(1) and systemd signal a whole group of processes, and some of them pass it on.
    private static readonly TimeSpan SameWish = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _insisted = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private long _askedAt;

    public StopSignal() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Asked => _asked.Token;

    public CancellationToken Insisted => _insisted.Token;

    public async Task WaitAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Asked.Register(() => asked.TrySetResult());
        await asked.Task.ConfigureAwait(false);
    }

    /// <summary>As if a signal had come.</summary>
    public void Ask() => _asked.Cancel();

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
        _insisted.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_asked.IsCancellationRequested)
        {
            _askedAt = Stopwatch.GetTimestamp();
            _asked.Cancel();
        }
        else if (Stopwatch.GetElapsedTime(_askedAt) > SameWish)
        {
            _insisted.Cancel();
        }
    }
}
