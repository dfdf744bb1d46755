namespace StreamFlow.Checkpoints.Protocol;

/// <summary>What recovery must know of the epoch log.</summary>
/// <param name="Job">The job whose log it is; null when only a torn head is left.</param>
/// <param name="FirstEpoch">The first epoch that the log still holds (or would hold, when it has no record).</param>
/// <param name="LastEpoch">The last whole record's epoch; one before <paramref name="FirstEpoch"/> when there is no record.</param>
/// <param name="Runs">The epochs, in order and without gaps, cut wherever plan or sinks change.</param>
/// <param name="HasTornTail">Whether a record of the epoch after <paramref name="LastEpoch"/> was begun and is not whole.</param>
public sealed record LogFacts(string? Job, EpochNumber FirstEpoch, EpochNumber LastEpoch, IReadOnlyList<LoggedRun> Runs, bool HasTornTail = false);

/// <summary>Consecutive epochs of one plan with the same sinks.</summary>
/// <param name="From">The first epoch, inclusive.</param>
/// <param name="To">The last epoch, inclusive.</param>
/// <param name="PlanHash">The plan that ran them.</param>
/// <param name="Sinks">The sinks that the records name.</param>
public sealed record LoggedRun(EpochNumber From, EpochNumber To, string PlanHash, IReadOnlyList<string> Sinks);
