using StreamFlow.Plan.Aggregates;

namespace StreamFlow.Plan.Nodes;

/// <summary>Aggregates by key and window of event time.</summary>
public sealed class WindowAggregateNode(LogicalNode input, AggregateProjection aggregates, WindowShape window, EmitMode emit, string? name, long allowedLateness = 0)
    : LogicalNode([input], aggregates.Results)
{
    public AggregateProjection Aggregates { get; } = aggregates;

    public WindowShape Window { get; } = window;

    public EmitMode Emit { get; } = emit;

    /// <summary>How long after its end a window still takes late rows and is sent again, corrected, in microseconds of the rows' watermark; 0 for never.</summary>
    public long AllowedLateness { get; } = allowedLateness;

    /// <summary>Whether a later row of a key and window replaces an earlier one.</summary>
    public bool GivesUpdates => Emit == EmitMode.OnUpdate || AllowedLateness > 0;

    /// <summary>Whether an own stream takes the late rows; otherwise they are dropped and counted.</summary>
    public bool HasLateRows { get; set; }

    public override string Name { get; } = name ?? DerivedName(aggregates, window);

    public override string? WhyNotReplayable => Aggregates.WhyNotReplayable;

    public override string? StateDescription => $"open windows of [{string.Join(", ", Aggregates.Calls)}] by {KeyText(Aggregates)}";

    public override string Describe() =>
        $"aggregate {Name}: {Window}, keys [{string.Join(", ", Aggregates.Keys)}], [{string.Join(", ", Aggregates.Calls)}], emit {(Emit == EmitMode.OnClose ? "on close" : "on update")}, late rows {(HasLateRows ? "to a stream" : "dropped")}"
        + (AllowedLateness == 0 ? "" : $", allowed lateness {Durations.Format(EventTime.ToTimeSpan(AllowedLateness))}");

    private static string DerivedName(AggregateProjection aggregates, WindowShape window) =>
        $"{window.ToString().Replace(' ', '-')}-by-{KeyText(aggregates)}";

    private static string KeyText(AggregateProjection aggregates) =>
        aggregates.Keys.Count == 0 ? "nothing" : string.Join("-", aggregates.Keys.Select(key => key.Value.ToString()));
}
