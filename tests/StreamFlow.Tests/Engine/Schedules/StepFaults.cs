using StreamFlow.Engine;

namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>What goes wrong at a step of the sinks. Steps of all sinks are counted together.</summary>
internal sealed class StepFaults
{
    private readonly Lock _gate = new();
    private int _left = -1;
    private StepFault _what;
    private QueryExecution? _query;

    /// <summary>Plans one fault; a negative number of steps for none.</summary>
    public void Plan(QueryExecution query, int steps, StepFault what)
    {
        lock (_gate)
            (_query, _left, _what) = (query, steps, what);
    }

    /// <summary>Takes a step, perhaps a wrong one.</summary>
    public void Step(Action action)
    {
        var (fault, query) = Next();
        if (fault == StepFault.ThrowBefore)
            throw Injected();
        if (fault == StepFault.Abandon)
            _ = Task.Run(query!.AbandonAsync);
        if (fault == StepFault.Stop)
            _ = Task.Run(() => query!.StopAsync());
        action();
        if (fault == StepFault.ThrowAfter)
            throw Injected();
        if (fault == StepFault.ThrowOtherAfter)
            throw new InvalidOperationException("injected");
    }

    private (StepFault Fault, QueryExecution? Query) Next()
    {
        lock (_gate)
            return (_left-- == 0 ? _what : StepFault.None, _query);
    }

    private static StreamFaultException Injected() => StreamFaultException.External("injected", "try again");
}

internal enum StepFault
{
    None,
    ThrowBefore,
    ThrowAfter,
    ThrowOtherAfter,
    Abandon,
    Stop,
}
