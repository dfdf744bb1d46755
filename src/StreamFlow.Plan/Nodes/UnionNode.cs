namespace StreamFlow.Plan.Nodes;

/// <summary>The rows of several streams of the same row type. Rows of one partition keep their order; partitions stay apart.</summary>
public sealed class UnionNode(IReadOnlyList<LogicalNode> inputs) : LogicalNode(inputs, inputs[0].Schema)
{
    public override string Name => "union";

    public override string Describe() => $"union of {Inputs.Count}";
}
