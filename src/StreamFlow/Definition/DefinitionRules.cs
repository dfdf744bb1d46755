using StreamFlow.Plan.Nodes;

namespace StreamFlow.Definition;

/// <summary>What must hold for a job as a whole.</summary>
internal static class DefinitionRules
{
    public static void RequireFinished(IReadOnlyList<UnfinishedGroup> groups)
    {
        if (groups.FirstOrDefault(group => !group.IsFinished) is { } forgotten)
            throw StreamFaultException.User($"{forgotten.What} has no Select: nothing comes out of it", "call .Select(…) on it, or take it out of the job");
    }

    public static void RequireSinks(string job, IReadOnlyList<SinkNode> sinks)
    {
        if (sinks.Count == 0)
            throw StreamFaultException.User($"job {job} has no sink", "end a stream with .To(…)");
    }

    /// <summary>A row that nobody takes has vanished: every stream ends in a sink.</summary>
    public static void RequireEveryStreamUsed(IReadOnlyList<LogicalNode> nodes)
    {
        var read = nodes.SelectMany(node => node.Inputs).ToHashSet();
        foreach (var node in nodes)
        {
            if (node is SinkNode || read.Contains(node))
                continue;
            throw node switch
            {
                LateRowNode late => StreamFaultException.User(
                    $"the late rows of {late.Window.Name} go nowhere", "send them to a sink with .To(…), or leave .LateRows(…) out: they are then dropped and counted"),
                BadRecordNode bad => StreamFaultException.User(
                    $"the bad records of {bad.Source.Name} go nowhere", "send them to a sink with .To(…), or leave the out argument out: OnBadRecord then decides (Stop or Skip)"),
                _ => StreamFaultException.User(
                    $"the stream '{Sketch(node)}' goes nowhere", "end it with .To(…), or take it out of the job; streams do not change, each call gives a new one"),
            };
        }
    }

    /// <summary>Names are identities: state, transactions and checkpoints are found by them.</summary>
    public static void RequireDifferentNames(IReadOnlyList<LogicalNode> nodes)
    {
        RequireDifferent(nodes.OfType<SourceNode>(), "sources", "give one of them a name: From(…, name: \"…\")");
        RequireDifferent(nodes.OfType<SinkNode>(), "sinks", "give one of them a name: To(…, name: \"…\")");
        RequireDifferent(nodes.Where(node => node is WindowAggregateNode or GroupAggregateNode), "operators with state", "give one of them a name: .Named(\"…\") before its Select");
    }

    private static void RequireDifferent(IEnumerable<LogicalNode> nodes, string what, string wayOut)
    {
        var same = nodes.GroupBy(node => node.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (same is not null)
            throw StreamFaultException.User($"two {what} of the job are named '{same.Key}'", wayOut);
    }

    /// <summary>The way of the rows from a source to the node: <c>iot → where → select</c>.</summary>
    private static string Sketch(LogicalNode node) => node.Inputs.Count == 0 ? node.Name : $"{Sketch(node.Inputs[0])} → {node.Name}";
}
