namespace StreamFlow.Plan.Expressions;

/// <summary><c>value ?? otherwise</c>: the second where the first is null; both have the same type.</summary>
public sealed record CoalesceExpression(ScalarExpression Value, ScalarExpression Otherwise) : ScalarExpression(Value.Type, Otherwise.Nullable)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Value, Otherwise];

    protected override string Text => $"coalesce({Value}, {Otherwise})";
}
