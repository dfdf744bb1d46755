namespace StreamFlow.Operators.Watermark;

/// <summary>The event time of one lane. Invariants: <see cref="Maximum"/> and <see cref="Floor"/> never fall.</summary>
/// <param name="Maximum">The largest event time so far, microseconds; <see cref="EventTime.NoWatermark"/> before the first row.</param>
/// <param name="Floor">The minimum that had been released without the lane when it entered: its rows are judged against it at least.</param>
/// <param name="LastRowClock">The clock of the last epoch that brought a row, or of the lane's first epoch; <see cref="EventTime.NoWatermark"/> before that.</param>
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
    /// <param name="leave">A bounded run found the partition empty up to its end.</param>
    public LaneClock At(long clock, long? idleAfter, bool leave)
    {
        var lastRow = HasNewRows || LastRowClock == EventTime.NoWatermark ? clock : LastRowClock;
        var idle = idleAfter is { } limit && clock - lastRow >= limit;
        return this with { LastRowClock = lastRow, IsOut = idle || (leave && IsEmpty), HasNewRows = false };
    }
}
