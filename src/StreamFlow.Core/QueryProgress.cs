namespace StreamFlow;

/// <summary>What one epoch did. Made from the epoch's record, so an epoch that is replayed after a crash is not counted twice.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Epoch">The epoch's number.</param>
/// <param name="Time">When the epoch was committed, by the query's clock.</param>
/// <param name="Duration">From the start of reading to the end of the commit.</param>
/// <param name="CommitDuration">The part of <paramref name="Duration"/> from the first stage call to the last commit.</param>
/// <param name="RowsIn">Rows decoded in this epoch, over all sources.</param>
/// <param name="RowsOut">Rows handed to sinks in this epoch, over all sinks.</param>
/// <param name="LateRows">Rows dropped as late in this epoch (not those that a job takes as a stream).</param>
/// <param name="BadRecords">Records left out in this epoch because they did not decode.</param>
/// <param name="Watermark">The released minimum, microseconds since the Unix epoch; <see cref="EventTime.NoWatermark"/> before the first.</param>
/// <param name="StateRows">Groups held in state at the epoch's end.</param>
/// <param name="StateBytes">Bytes held in state at the epoch's end, estimated.</param>
/// <param name="Sources">One entry a partition.</param>
/// <param name="Sinks">One entry a sink.</param>
public sealed record QueryProgress(
    string Job,
    EpochNumber Epoch,
    DateTimeOffset Time,
    TimeSpan Duration,
    TimeSpan CommitDuration,
    long RowsIn,
    long RowsOut,
    long LateRows,
    long BadRecords,
    long Watermark,
    long StateRows,
    long StateBytes,
    IReadOnlyList<PartitionProgress> Sources,
    IReadOnlyList<SinkProgress> Sinks)
{
    /// <summary>How late the rows were that came after the end of their last window: dropped ones, those that a job takes as a stream, and those that allowed lateness let in.</summary>
    public LatenessHistogram Lateness { get; init; }

    /// <summary>Late rows that still counted, because a window allows lateness.</summary>
    public long AcceptedLateRows { get; init; }

    /// <summary>Rows of windows that were sent again, corrected, because a late row still counted.</summary>
    public long CorrectedRows { get; init; }

    /// <summary>Rows too far ahead of their record's timestamp (<c>maxAhead</c>), whatever became of them.</summary>
    public long FutureRows => Sources.Sum(source => source.FutureRows);

    /// <summary>Offsets that were gone before they were read and were passed over, because the source says so (for Kafka <c>OnDataLoss = Skip</c>).</summary>
    public long LostOffsets => Sources.Sum(source => source.LostOffsets);
}

/// <summary>What one partition gave in an epoch.</summary>
/// <param name="Partition">Which.</param>
/// <param name="Range">The offsets read.</param>
/// <param name="End">The source's end when the epoch was planned, exclusive.</param>
/// <param name="Rows">Rows decoded.</param>
/// <param name="Watermark">The partition's own watermark after the epoch.</param>
/// <param name="Idle">Whether it is left out of the minimum.</param>
public sealed record PartitionProgress(SourcePartition Partition, OffsetRange Range, long End, long Rows, long Watermark, bool Idle)
{
    /// <summary>Offsets between what was read and the source's end: 0 when the job has caught up.</summary>
    public long Lag => Math.Max(0, End - Range.To);

    /// <summary>Records left out because they did not decode, or were too far ahead.</summary>
    public long BadRecords { get; init; }

    /// <summary>Rows too far ahead of their record's timestamp, left out or taken as a stream.</summary>
    public long FutureRows { get; init; }

    /// <summary>Offsets of the range that were gone before they were read.</summary>
    public long LostOffsets { get; init; }
}

/// <summary>What one sink got in an epoch.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Rows">Rows handed to it.</param>
public sealed record SinkProgress(string Sink, long Rows);
