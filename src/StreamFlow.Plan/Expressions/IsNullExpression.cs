using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>Whether the operand is null; never null itself.</summary>
public sealed record IsNullExpression(ScalarExpression Operand) : ScalarExpression(DataType.Boolean, false)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Operand];

    protected override string Text => $"({Operand} is null)";
}
