using StreamFlow.Engine.Faults;

namespace StreamFlow.Testing.Ways;

/// <summary>Ends a query at a point of the protocol, once, when it is told to.</summary>
internal sealed class CrashPlan : IFaultPlan
{
    private readonly Lock _gate = new();
    private CrashPoint _point;
    private int _passesLeft;
    private TaskCompletionSource _crashed = new();

    /// <summary>Lets the next query that passes the point for the n-th time from now end there.</summary>
    /// <returns>Completes when one did.</returns>
    public Task Arm(CrashPoint point, int time)
    {
        lock (_gate)
        {
            _point = point;
            _passesLeft = time;
            _crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _crashed.Task;
        }
    }

    public void Disarm()
    {
        lock (_gate)
            _passesLeft = 0;
    }

    public ValueTask<FaultAction> AtAsync(CrashPoint point, EpochNumber epoch, string subject)
    {
        lock (_gate)
        {
            if (_passesLeft == 0 || point != _point || --_passesLeft > 0)
                return new(FaultAction.GoOn);
            _crashed.TrySetResult();
            return new(FaultAction.Crash);
        }
    }
}
