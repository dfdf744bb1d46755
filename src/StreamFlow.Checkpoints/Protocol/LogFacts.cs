namespace StreamFlow.Checkpoints.Protocol;

/// <summary>What recovery must know of the epoch log.</summary>
/// <param name="Job">The job whose log it is; null when only a torn head is left.</param>
/// <param name="FirstEpoch">The first epoch that the log still holds (or would hold, when it has no record).</param>
/// <param name="LastEpoch">The last whole record's epoch; one before <paramref name="FirstEpoch"/> when there is no record.</param>
/// <param name="Runs">The epochs, in order and without gaps, cut wherever the generation, the plan or the sinks change.</param>
/// <param name="HasTornTail">Whether a record of the epoch after <paramref name="LastEpoch"/> was begun and is not whole.</param>
public sealed record LogFacts(string? Job, EpochNumber FirstEpoch, EpochNumber LastEpoch, IReadOnlyList<LoggedRun> Runs, bool HasTornTail = false)
{
    /// <summary>
    /// Whether a checkpoint can be of the epoch that was logged. One that is stored before its epoch is logged may be left over by a start that came no further;
    /// a later start then ran the epoch anew. A checkpoint behind the log's end was never logged at all.
    /// </summary>
    public bool Knows(EpochNumber epoch, Generation generation) =>
        epoch <= LastEpoch && Runs.FirstOrDefault(run => run.From <= epoch && epoch <= run.To) is var run && (run is null || generation.Value >= run.Generation.Value);
}

/// <summary>Consecutive epochs of one start and plan with the same sinks.</summary>
/// <param name="From">The first epoch, inclusive.</param>
/// <param name="To">The last epoch, inclusive.</param>
/// <param name="PlanHash">The plan that ran them.</param>
/// <param name="Sinks">The sinks that the records name.</param>
/// <param name="Generation">The start that logged them.</param>
public sealed record LoggedRun(EpochNumber From, EpochNumber To, string PlanHash, IReadOnlyList<string> Sinks, Generation Generation = default);
