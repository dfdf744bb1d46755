namespace StreamFlow.Checkpoints.Log;

/// <summary>
/// What the log says of one epoch: what was read, what a clock or the outside decided, and what was staged. Enough to run the epoch again
/// and to see that it came out the same. Immutable; the lists must not be changed after they are handed over.
/// </summary>
public sealed record EpochRecord
{
    public required EpochNumber Number { get; init; }

    /// <summary>The start of the job that ran the epoch.</summary>
    public required Generation Generation { get; init; }

    /// <summary>SHA-256 of the whole plan: 64 hexadecimal digits, lower case.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The one value of the clock that the epoch saw, microseconds since the Unix epoch.</summary>
    public required long ClockMicroseconds { get; init; }

    public IReadOnlyList<PartitionEpoch> Partitions { get; init; } = [];

    public IReadOnlyList<ReleasedWatermark> ReleasedWatermarks { get; init; } = [];

    /// <summary>The run asked to flush open windows at its end, and this is the epoch that did it.</summary>
    public bool Flushed { get; init; }

    public IReadOnlyList<SinkEpoch> Sinks { get; init; } = [];

    /// <summary>Rows dropped as late; 0 or more.</summary>
    public long LateRows { get; init; }

    /// <summary>Records left out because they did not decode; 0 or more.</summary>
    public long BadRecords { get; init; }

    /// <summary>
    /// How late the late rows were, dropped or not. Null in a record of format 2, which counted neither these nor what stands below, nor counts by partition:
    /// a replay of it compares none of them.
    /// </summary>
    public LatenessHistogram? Lateness { get; init; } = default(LatenessHistogram);

    /// <summary>Late rows that still counted, because a window allows lateness; 0 or more.</summary>
    public long AcceptedLateRows { get; init; }

    /// <summary>Rows of windows sent again because a late row still counted; 0 or more.</summary>
    public long CorrectedRows { get; init; }

    /// <summary>
    /// What a replay of this epoch made differently, a sentence each; empty when nothing. The generation and leader epochs are not compared:
    /// a replay has its own.
    /// </summary>
    public IReadOnlyList<string> DifferencesFrom(EpochRecord replayed) => EpochRecordDifferences.Between(this, replayed);
}
