using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StreamFlow.App;

/// <summary>Ctrl-C and SIGTERM ask for a graceful end; asked again, the process ends at once, and the next start recovers.</summary>
internal sealed class StopSignals : IDisposable
{
    // One wish may come twice: a terminal, timeout(1) and systemd signal a whole group of processes, and the command line passes it on.
    private static readonly TimeSpan SameWish = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private long _askedAt;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (_stop.IsCancellationRequested)
        {
            signal.Cancel = Stopwatch.GetElapsedTime(_askedAt) < SameWish;
            return;
        }

        signal.Cancel = true;
        _askedAt = Stopwatch.GetTimestamp();
        _stop.Cancel();
    }
}
