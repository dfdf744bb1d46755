namespace StreamFlow.Plan.Expressions;

public enum UnaryOperator
{
    /// <summary>−x; integers wrap.</summary>
    Negate,

    /// <summary>!x of a boolean; null stays null.</summary>
    Not,
}

/// <summary>An operator with one operand; the result has the operand's type.</summary>
public sealed record UnaryExpression(UnaryOperator Operator, ScalarExpression Operand) : ScalarExpression(Operand.Type, Operand.Nullable)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Operand];

    protected override string Text => Operator == UnaryOperator.Negate ? $"-({Operand})" : $"not ({Operand})";
}
