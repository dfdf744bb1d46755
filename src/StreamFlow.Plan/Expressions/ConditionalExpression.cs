namespace StreamFlow.Plan.Expressions;

/// <summary><c>test ? then : otherwise</c>. Each branch is evaluated only for its rows; both have the same type.</summary>
public sealed record ConditionalExpression(ScalarExpression Test, ScalarExpression Then, ScalarExpression Otherwise)
    : ScalarExpression(Then.Type, Then.Nullable || Otherwise.Nullable)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Test, Then, Otherwise];

    protected override string Text => $"if({Test}, {Then}, {Otherwise})";
}
