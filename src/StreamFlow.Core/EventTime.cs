namespace StreamFlow;

/// <summary>Event time inside the engine: microseconds since the Unix epoch, UTC.</summary>
public static class EventTime
{
    /// <summary>The watermark of a partition before its first row: nothing is late, nothing can leave.</summary>
    public const long NoWatermark = long.MinValue;

    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    /// <summary>Microseconds since the Unix epoch; what is finer than a microsecond is cut off (towards the past).</summary>
    public static long ToMicroseconds(DateTimeOffset time) =>
        FloorDivide(time.UtcTicks - UnixEpochTicks, TicksPerMicrosecond);

    /// <summary>A duration in microseconds, cut off towards the past.</summary>
    public static long ToMicroseconds(TimeSpan duration) => FloorDivide(duration.Ticks, TicksPerMicrosecond);

    /// <exception cref="ArgumentOutOfRangeException">The time is outside the years 1 to 9999.</exception>
    public static DateTimeOffset ToDateTimeOffset(long microseconds) =>
        new((microseconds * TicksPerMicrosecond) + UnixEpochTicks, TimeSpan.Zero);

    public static TimeSpan ToTimeSpan(long microseconds) => new(microseconds * TicksPerMicrosecond);

    /// <summary>A time so much earlier; <see cref="NoWatermark"/> stays what it is.</summary>
    /// <param name="time">Microseconds.</param>
    /// <param name="duration">Microseconds, 0 or more.</param>
    public static long Minus(long time, long duration) => time < NoWatermark + duration ? NoWatermark : time - duration;

    /// <summary>A watermark for people: UTC time, or "none" before the first row.</summary>
    public static string Format(long microseconds) =>
        microseconds == NoWatermark ? "none"
        : microseconds is < -62_135_596_800_000_000 or > 253_402_300_799_999_999 ? $"{microseconds}µs"
        : ToDateTimeOffset(microseconds).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", System.Globalization.CultureInfo.InvariantCulture);

    private static long FloorDivide(long value, long divisor)
    {
        var quotient = Math.DivRem(value, divisor, out var remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
