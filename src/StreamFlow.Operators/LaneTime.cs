namespace StreamFlow.Operators;

/// <summary>Where the event time of a lane stands at an epoch's end.</summary>
/// <param name="Watermark">Microseconds; <see cref="EventTime.NoWatermark"/> before the first row, or where no watermark was declared.</param>
/// <param name="IsIdle">Whether the lane is left out of the minimum that releases results.</param>
public readonly record struct LaneTime(long Watermark, bool IsIdle)
{
    /// <summary>The one value of the clock that the epoch sees, microseconds since the Unix epoch.</summary>
    public long Clock { get; init; }

    /// <summary>How far the epoch read the partition that the lane begins at.</summary>
    public PartitionReach Reach { get; init; }
}
