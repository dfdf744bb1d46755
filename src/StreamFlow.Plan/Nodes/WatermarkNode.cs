using StreamFlow.Plan.Expressions;

namespace StreamFlow.Plan.Nodes;

/// <summary>Says what a row's event time is and how far out of order rows may be.</summary>
public sealed class WatermarkNode(LogicalNode input, ScalarExpression? eventTime, long outOfOrderness, long? idleAfter, long? maxAhead)
    : LogicalNode([input], input.Schema)
{
    /// <summary>The event time over the input's columns; null for the record's own timestamp.</summary>
    public ScalarExpression? EventTime { get; } = eventTime;

    /// <summary>Microseconds, 0 or more.</summary>
    public long OutOfOrderness { get; } = outOfOrderness;

    /// <summary>Microseconds of the clock without a row after which a partition no longer holds results back; null for never.</summary>
    public long? IdleAfter { get; } = idleAfter;

    /// <summary>A row further ahead of its record's timestamp than this many microseconds does not move the watermark and is a bad record; null for no limit.</summary>
    public long? MaxAhead { get; } = maxAhead;

    public override string Name => "watermark";

    public override string? StateDescription => "one maximum a partition";

    public override string Describe() =>
        $"watermark {EventTime?.ToString() ?? "record timestamp"}, out of order {Text(OutOfOrderness)}, idle after {Text(IdleAfter) ?? "never"}, max ahead {Text(MaxAhead) ?? "off"}";

    private static string? Text(long? microseconds) => microseconds is { } time ? Durations.Format(StreamFlow.EventTime.ToTimeSpan(time)) : null;
}
