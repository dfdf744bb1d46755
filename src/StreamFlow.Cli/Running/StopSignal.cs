using System.Runtime.InteropServices;

namespace StreamFlow.Cli.Running;

/// <summary>Ctrl-C and SIGTERM as tokens: the first asks to stop, the second insists.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _insisted = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public StopSignal() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Asked => _asked.Token;

    public CancellationToken Insisted => _insisted.Token;

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
        if (_asked.IsCancellationRequested)
            _insisted.Cancel();
        _asked.Cancel();
    }
}
