namespace StreamFlow.Engine.Faults;

/// <summary>What happens to a query at a point of the protocol.</summary>
internal enum FaultAction
{
    GoOn,

    /// <summary>It ends there: nothing more of it reaches a point, nothing is aborted or finished.</summary>
    Crash,
}
