namespace StreamFlow.Operators.Watermark;

/// <summary>The event time of one lane. Invariants: <see cref="Maximum"/> and <see cref="Floor"/> never fall.</summary>
/// <param name="Maximum">The largest event time so far, microseconds; <see cref="EventTime.NoWatermark"/> before the first row.</param>
/// <param name="Floor">The minimum that had been released without the lane when it entered: its rows are judged against it at least.</param>
/// <param name="LastRowClock">The clock of the last epoch that brought a row or left some unread, or of the lane's first epoch; <see cref="EventTime.NoWatermark"/> before that.</param>
/// <param name="IsOut">Whether the lane is left out of the minimum.</param>
/// <param name="HasNewRows">Whether a row came since the last epoch's end.</param>
public readonly record struct LaneClock(long Maximum, long Floor, long LastRowClock, bool IsOut, bool HasNewRows)
{
    public static LaneClock New { get; } = new(EventTime.NoWatermark, EventTime.NoWatermark, EventTime.NoWatermark, IsOut: false, HasNewRows: false);

    /// <summary>Whether no row has come yet.</summary>
    public bool IsEmpty => Maximum == EventTime.NoWatermark;

    /// <summary>The lane's watermark; <see cref="EventTime.NoWatermark"/> before the first row.</summary>
    public long Watermark(long outOfOrderness) => IsEmpty ? EventTime.NoWatermark : Math.Max(Maximum - outOfOrderness, Floor);

    /// <summary>The lane behind an epoch.</summary>
    /// <param name="clock">The epoch's clock.</param>
    /// <param name="idleAfter">Microseconds without a row after which it is idle; null for never.</param>
    /// <param name="reach">How far the epoch read the partition. A lane whose rows are yet to be read is not idle: they would be late for what is released without it.</param>
    public LaneClock At(long clock, long? idleAfter, PartitionReach reach)
    {
        var lastRow = HasNewRows || reach == PartitionReach.Behind || LastRowClock == EventTime.NoWatermark ? clock : LastRowClock;
        var idle = idleAfter is { } limit && clock - lastRow >= limit;
        return this with { LastRowClock = lastRow, IsOut = idle || (reach == PartitionReach.Finished && IsEmpty), HasNewRows = false };
    }
}
