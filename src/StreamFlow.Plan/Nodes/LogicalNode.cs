using StreamFlow.Data;

namespace StreamFlow.Plan.Nodes;

/// <summary>A step of a job: what is done, not how. Nodes form a graph without cycles; each knows its inputs.</summary>
/// <param name="Inputs">Where its rows come from.</param>
/// <param name="Schema">The columns of the rows it gives.</param>
public abstract class LogicalNode(IReadOnlyList<LogicalNode> inputs, RowSchema schema)
{
    public IReadOnlyList<LogicalNode> Inputs { get; } = inputs;

    public RowSchema Schema { get; } = schema;

    /// <summary>The name given by the author or derived from what the node is; unique among the stateful nodes, sources and sinks of a job.</summary>
    public abstract string Name { get; }

    /// <summary>What the node does, in one canonical line without its name: the plan's hash is made of these lines.</summary>
    public abstract string Describe();

    /// <summary>Whether it takes what its input leaves aside (bad records, late rows) and not the input's rows.</summary>
    public virtual bool IsSideOutput => false;

    /// <summary>Whether rows pass it one by one through an author's delegate instead of a column at a time.</summary>
    public virtual bool RunsByRow => false;

    /// <summary>Why the node may give other rows for the same input when it runs again, as a sentence; null when it gives the same.</summary>
    public virtual string? WhyNotReplayable => null;

    /// <summary>Whether it remembers anything from one row to the next: null, or what.</summary>
    public virtual string? StateDescription => null;
}
