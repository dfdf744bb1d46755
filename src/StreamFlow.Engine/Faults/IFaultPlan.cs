namespace StreamFlow.Engine.Faults;

/// <summary>What a test does to a query at the named points. It may hold a query at a point for as long as it likes (a zombie), and throw: then the step there fails.</summary>
internal interface IFaultPlan
{
    /// <summary>
    /// With it the query is one flow that can be repeated: workers have no threads and take turns by it, a checkpoint is written where it begins. Null: as outside tests.
    /// </summary>
    Random? Turns => null;

    /// <param name="point">Where the query is.</param>
    /// <param name="epoch">The epoch in work; <see cref="EpochNumber.None"/> before there is one.</param>
    /// <param name="subject">The commit group, or the source's partition, that is there; empty where it is the query.</param>
    ValueTask<FaultAction> AtAsync(CrashPoint point, EpochNumber epoch, string subject);
}
