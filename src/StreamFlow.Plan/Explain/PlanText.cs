using System.Text;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Plan.Explain;

/// <summary>A plan for people: what runs, how, over which columns, and what a recovery does.</summary>
public static class PlanText
{
    public static string Of(LogicalPlan plan, ProcessingGuarantee guarantee)
    {
        var numbers = plan.Nodes.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        var text = new StringBuilder();
        text.Append("job ").Append(plan.Job).Append("   plan ").Append(plan.Hash.AsSpan(0, 12)).Append("\n\n");
        foreach (var node in plan.Nodes)
            Append(text, node, numbers);
        RecoveryText.Append(text, plan, guarantee);
        return text.ToString();
    }

    private static void Append(StringBuilder text, LogicalNode node, Dictionary<LogicalNode, int> numbers)
    {
        text.Append('#').Append(numbers[node]);
        if (node.Inputs.Count > 0)
            text.Append(" ← ").AppendJoin(", ", node.Inputs.Select(input => $"#{numbers[input]}"));
        text.Append("   ").Append(NodeText.Title(node)).Append('\n');
        Detail(text, "runs", NodeText.HowItRuns(node));
        if (node is not SinkNode)
            Detail(text, "columns", node.Schema.ToString());
        if (NodeText.EventTime(node) is { } eventTime)
            Detail(text, "event time", eventTime);
        if (node.StateDescription is { } state)
            Detail(text, "state", $"{node.Name}: {state}");
        text.Append('\n');
    }

    private static void Detail(StringBuilder text, string what, string value) =>
        text.Append("      ").Append(what.PadRight(11)).Append(value).Append('\n');
}
