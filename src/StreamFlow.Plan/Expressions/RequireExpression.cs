namespace StreamFlow.Plan.Expressions;

/// <summary>The operand where it has a value (<c>x.Value</c>, a member access on null); a row where it is null is an error that names <paramref name="What"/>.</summary>
public sealed record RequireExpression(ScalarExpression Operand, string What) : ScalarExpression(Operand.Type, false)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Operand];

    protected override string Text => $"require({Operand})";
}
