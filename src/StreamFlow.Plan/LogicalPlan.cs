using System.Security.Cryptography;
using System.Text;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Plan;

/// <summary>A whole job: its name and its sinks, from which everything else is reached.</summary>
public sealed class LogicalPlan
{
    /// <summary>Raised with every change that makes old state or an old log unreadable for new code.</summary>
    public const int EngineVersion = 1;

    /// <param name="job">The job's name.</param>
    /// <param name="sinks">At least one.</param>
    public LogicalPlan(string job, IReadOnlyList<SinkNode> sinks)
    {
        Job = job;
        Sinks = sinks;
        Nodes = Order(sinks);
        Text = Describe();
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"engine {EngineVersion}\n{Text}")));
    }

    public string Job { get; }

    public IReadOnlyList<SinkNode> Sinks { get; }

    /// <summary>All nodes, inputs before those that read them; the order depends on the job's definition only.</summary>
    public IReadOnlyList<LogicalNode> Nodes { get; }

    /// <summary>One line a node, numbered, with the numbers of its inputs.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text in lower-case hex: the same plan, and only the same, can replay an epoch.</summary>
    public string Hash { get; }

    public IEnumerable<SourceNode> Sources => Nodes.OfType<SourceNode>();

    /// <summary>
    /// Why an epoch of the plan may come out differently when it runs again, as a sentence; null when it cannot. Then each epoch's output rows and a checkpoint are stored
    /// before the first sink commits.
    /// </summary>
    public string? WhyNotReplayable => Nodes.Select(node => node.WhyNotReplayable).FirstOrDefault(why => why is not null);

    /// <summary>The nodes whose state is kept in checkpoints, by name.</summary>
    public IEnumerable<LogicalNode> StatefulNodes => Nodes.Where(node => node is WindowAggregateNode or GroupAggregateNode);

    public IEnumerable<LogicalNode> ReadersOf(LogicalNode node) => Nodes.Where(reader => reader.Inputs.Contains(node));

    private static List<LogicalNode> Order(IReadOnlyList<SinkNode> sinks)
    {
        var ordered = new List<LogicalNode>();
        var seen = new HashSet<LogicalNode>();
        foreach (var sink in sinks)
            Visit(sink);
        return ordered;

        void Visit(LogicalNode node)
        {
            if (!seen.Add(node))
                return;
            foreach (var input in node.Inputs)
                Visit(input);
            ordered.Add(node);
        }
    }

    private string Describe()
    {
        var numbers = Nodes.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            text.Append('#').Append(numbers[node]);
            if (node.Inputs.Count > 0)
                text.Append(" <- ").AppendJoin(", ", node.Inputs.Select(input => $"#{numbers[input]}"));
            text.Append("  ").Append(node.Describe()).Append('\n');
        }

        return text.ToString();
    }
}
