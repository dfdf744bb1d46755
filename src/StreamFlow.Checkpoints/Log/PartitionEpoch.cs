namespace StreamFlow.Checkpoints.Log;

/// <summary>What an epoch holds of one partition.</summary>
/// <param name="Partition">Which.</param>
/// <param name="Range">The offsets that were read; begins where the partition's range in the epoch before ended.</param>
/// <param name="RowCount">Rows decoded; 0 or more.</param>
/// <param name="LeaderEpoch">The leader epoch of the last record; -1 where it is not known.</param>
/// <param name="WatermarkMicroseconds">The partition's own watermark after the epoch; <see cref="EventTime.NoWatermark"/> before its first row.</param>
/// <param name="Idle">Whether the partition is left out of the released minimum.</param>
/// <param name="FloorMicroseconds">The released minimum that its rows are judged against since its entry; <see cref="EventTime.NoWatermark"/> for none.</param>
/// <param name="Reach">How far it was read: together with the clock it decides whether the partition is left out.</param>
/// <param name="BadRecords">Records left out because they did not decode or were too far ahead; 0 or more.</param>
/// <param name="FutureRows">Rows too far ahead of their record's timestamp, left out or taken as a stream; 0 or more.</param>
/// <param name="LostOffsets">Offsets of the range that were gone before they were read: what the outside decided, so a replay may find others; 0 or more.</param>
public sealed record PartitionEpoch(
    SourcePartition Partition,
    OffsetRange Range,
    long RowCount,
    int LeaderEpoch = -1,
    long WatermarkMicroseconds = EventTime.NoWatermark,
    bool Idle = false,
    long FloorMicroseconds = EventTime.NoWatermark,
    PartitionReach Reach = PartitionReach.Behind,
    long BadRecords = 0,
    long FutureRows = 0,
    long LostOffsets = 0);
