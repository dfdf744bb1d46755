using StreamFlow.Data;

namespace StreamFlow.Plan.Expressions;

public enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>Boolean and. The right side is evaluated only for the rows where the left is true.</summary>
    And,

    /// <summary>Boolean or. The right side is evaluated only for the rows where the left is false.</summary>
    Or,
}

/// <summary>
/// An operator with two operands. Arithmetic: both operands and the result have the same type, except Timestamp ± Duration → Timestamp and
/// Timestamp − Timestamp → Duration; null if either is null; integers wrap as in unchecked C#, dividing an integer or decimal by zero is an error of the row.
/// Comparisons: operands of the same type, result boolean and never null; NaN compares as in C#; text compares by its bytes (ordinal).
/// </summary>
public sealed record BinaryExpression(BinaryOperator Operator, ScalarExpression Left, ScalarExpression Right, DataType Type, bool Nullable)
    : ScalarExpression(Type, Nullable)
{
    public override IReadOnlyList<ScalarExpression> Operands => [Left, Right];

    protected override string Text => $"({Left} {Symbol} {Right})";

    private string Symbol => Operator switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.And => "and",
        BinaryOperator.Or => "or",
        _ => throw new InvalidOperationException($"no symbol for {Operator}"),
    };
}
