using StreamFlow.Plan.Expressions;

namespace StreamFlow.Plan.Nodes;

/// <summary>The rows for which a condition holds.</summary>
public sealed class FilterNode(LogicalNode input, ScalarExpression condition) : LogicalNode([input], input.Schema)
{
    public ScalarExpression Condition { get; } = condition;

    public override string Name => "where";

    public override string Describe() => $"where {Condition}";
}
