using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

/// <summary>A conversion between numeric types as C# does it unchecked (or checked, an error of the row on overflow); null stays null.</summary>
public sealed record ConvertExpression(ScalarExpression Operand, DataType Type, bool Checked) : ScalarExpression(Type, Operand.Nullable)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Operand];

    protected override string Text => $"{(Checked ? "checked_" : "")}cast({Operand} as {Type})";
}
