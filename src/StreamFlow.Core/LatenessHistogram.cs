namespace StreamFlow;

/// <summary>How late rows came: how many of them by how far the watermark was past the end of their last window. Every late row is counted, whatever became of it.</summary>
/// <param name="UpTo1Second">Rows late by 1 s at most.</param>
/// <param name="UpTo10Seconds">Rows late by more, but by 10 s at most.</param>
/// <param name="UpTo1Minute">By 1 minute at most.</param>
/// <param name="UpTo10Minutes">By 10 minutes at most.</param>
/// <param name="UpTo1Hour">By 1 hour at most.</param>
/// <param name="UpTo1Day">By 1 day at most.</param>
/// <param name="More">By more than a day.</param>
public readonly record struct LatenessHistogram(
    long UpTo1Second, long UpTo10Seconds, long UpTo1Minute, long UpTo10Minutes, long UpTo1Hour, long UpTo1Day, long More)
{
    private const long Second = 1_000_000;

    /// <summary>All rows counted.</summary>
    public long Total => UpTo1Second + UpTo10Seconds + UpTo1Minute + UpTo10Minutes + UpTo1Hour + UpTo1Day + More;

    /// <summary>The buckets in order, with names for people and programs: <c>1s</c>, <c>10s</c>, <c>1m</c>, <c>10m</c>, <c>1h</c>, <c>1d</c>, <c>more</c>.</summary>
    public IReadOnlyList<(string UpTo, long Rows)> Buckets =>
        [("1s", UpTo1Second), ("10s", UpTo10Seconds), ("1m", UpTo1Minute), ("10m", UpTo10Minutes), ("1h", UpTo1Hour), ("1d", UpTo1Day), ("more", More)];

    /// <summary>The same with one row more.</summary>
    /// <param name="lateBy">Microseconds, 0 or more.</param>
    public LatenessHistogram With(long lateBy) => lateBy switch
    {
        <= Second => this with { UpTo1Second = UpTo1Second + 1 },
        <= 10 * Second => this with { UpTo10Seconds = UpTo10Seconds + 1 },
        <= 60 * Second => this with { UpTo1Minute = UpTo1Minute + 1 },
        <= 600 * Second => this with { UpTo10Minutes = UpTo10Minutes + 1 },
        <= 3600 * Second => this with { UpTo1Hour = UpTo1Hour + 1 },
        <= 86_400 * Second => this with { UpTo1Day = UpTo1Day + 1 },
        _ => this with { More = More + 1 },
    };

    public static LatenessHistogram operator +(LatenessHistogram left, LatenessHistogram right) => new(
        left.UpTo1Second + right.UpTo1Second,
        left.UpTo10Seconds + right.UpTo10Seconds,
        left.UpTo1Minute + right.UpTo1Minute,
        left.UpTo10Minutes + right.UpTo10Minutes,
        left.UpTo1Hour + right.UpTo1Hour,
        left.UpTo1Day + right.UpTo1Day,
        left.More + right.More);

    public static LatenessHistogram Add(LatenessHistogram left, LatenessHistogram right) => left + right;
}
