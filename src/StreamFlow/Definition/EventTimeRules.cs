using StreamFlow.Plan.Nodes;

namespace StreamFlow.Definition;

/// <summary>Where event time may be declared and used. Anything else would make the result depend on how the input was cut into epochs.</summary>
internal static class EventTimeRules
{
    public static void RequireWatermark(LogicalNode input)
    {
        if (UpdatesOf(input) is { } updates)
            throw OnUpdates(updates);
        if (!HasWatermark(input))
        {
            throw StreamFaultException.User(
                $"a window over '{input.Name}' needs a watermark: nothing says what a row's event time is",
                "call .WithWatermark(row => row.Time, TimeSpan.FromSeconds(5)) on the stream first, or .WithWatermark(TimeSpan.FromSeconds(5)) for the record's own timestamp"
                + (input is UnionNode ? "; in a union every stream needs one" : ""));
        }
    }

    public static void RequireNoWatermark(LogicalNode input)
    {
        if (UpdatesOf(input) is { } updates)
            throw OnUpdates(updates);
        if (Declares(input))
        {
            throw StreamFaultException.User(
                "the stream has a watermark already: a second one would judge late rows anew",
                "declare it once, before the first window; rows of a window carry its end as their event time");
        }
    }

    public static void RequireNoUpdates(LogicalNode input)
    {
        if (UpdatesOf(input) is { } updates)
            throw OnUpdates(updates);
    }

    private static StreamFaultException OnUpdates(LogicalNode updates) => StreamFaultException.User(
        $"the rows of '{updates.Name}' are updates (a later row replaces an earlier one): aggregating them would count a key once an epoch",
        "use a window that emits on close and allows no lateness, or send the updates to a sink; late rows that windows behind this one are to see need more outOfOrderness");

    private static bool HasWatermark(LogicalNode node) => node switch
    {
        WatermarkNode => true,
        SourceNode or { IsSideOutput: true } => false,
        _ => node.Inputs.All(HasWatermark),
    };

    private static bool Declares(LogicalNode node) => node switch
    {
        WatermarkNode => true,
        BadRecordNode => false,
        _ => node.Inputs.Any(Declares),
    };

    private static LogicalNode? UpdatesOf(LogicalNode node) => node switch
    {
        GroupAggregateNode => node,
        WindowAggregateNode { GivesUpdates: true } => node,
        { IsSideOutput: true } => null,
        _ => node.Inputs.Select(UpdatesOf).FirstOrDefault(updates => updates is not null),
    };
}
