using StreamFlow.Plan.Nodes;

namespace StreamFlow.Plan.Explain;

/// <summary>What there is to say about a node beside its description.</summary>
internal static class NodeText
{
    /// <summary>The plan's own line, but for what the details say in better words.</summary>
    public static string Title(LogicalNode node) => node is WatermarkNode ? "watermark" : node.Describe();

    public static string HowItRuns(LogicalNode node) => node switch
    {
        MapNode map => $"by row: the delegate {map.Function.Method.Name} takes rows one by one",
        WindowAggregateNode window when HasDelegate(window.Aggregates) => "by column; an own aggregate function takes values one by one",
        GroupAggregateNode group when HasDelegate(group.Aggregates) => "by column; an own aggregate function takes values one by one",
        _ => "by column",
    };

    public static string? EventTime(LogicalNode node) => node switch
    {
        WatermarkNode watermark => $"{watermark.EventTime?.ToString() ?? "the record's timestamp"}; a partition's watermark is its maximum − {Duration(watermark.OutOfOrderness)}"
            + (watermark.IdleAfter is { } idle ? $"; idle after {Duration(idle)}" : "; never idle")
            + (watermark.MaxAhead is { } ahead ? $"; rows more than {Duration(ahead)} ahead of their record are bad" : ""),
        WindowAggregateNode { AllowedLateness: > 0 } window => "the window's end − 1 µs; "
            + (window.Emit == EmitMode.OnClose ? "rows leave once every partition's watermark has passed the end" : "changed rows leave at each epoch's end")
            + $"; a row that is up to {Duration(window.AllowedLateness)} late still counts, and what it changes is sent again at its epoch's end:"
            + " how often depends on the epochs, the last row of a key and window does not",
        WindowAggregateNode { Emit: EmitMode.OnClose } => "the window's end − 1 µs; rows leave once every partition's watermark has passed the end",
        WindowAggregateNode => "the window's end − 1 µs; changed rows leave at each epoch's end",
        _ => null,
    };

    private static bool HasDelegate(Aggregates.AggregateProjection aggregates) => aggregates.Calls.Any(call => call.Custom is not null);

    private static string Duration(long microseconds) => Durations.Format(StreamFlow.EventTime.ToTimeSpan(microseconds));
}
