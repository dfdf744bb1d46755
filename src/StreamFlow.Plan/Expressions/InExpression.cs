using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>Whether the operand equals one of the constants (all of its type, or null); never null itself.</summary>
public sealed record InExpression(ScalarExpression Operand, IReadOnlyList<ConstantExpression> Values) : ScalarExpression(DataType.Boolean, false)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Operand];

    protected override string Text => $"({Operand} in ({string.Join(", ", Values)}))";

    public bool Equals(InExpression? other) => other is not null && Text == other.Text && Operand == other.Operand;

    public override int GetHashCode() => HashCode.Combine(Operand, Values.Count);
}
