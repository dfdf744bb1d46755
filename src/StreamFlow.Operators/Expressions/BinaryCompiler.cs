using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Finds the evaluator of an operator with two operands.</summary>
internal static class BinaryCompiler
{
    public static ColumnEvaluator Compile(BinaryExpression expression) => expression.Operator switch
    {
        BinaryOperator.And or BinaryOperator.Or => new LogicalEvaluator(expression),
        BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual
            or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual => ComparisonCompiler.Compile(expression),
        _ => NumericTypes.Dispatch(expression.Type, new ArithmeticCompiler(expression)),
    };

    /// <summary>Whether a row can make the operator itself fail, its operands aside.</summary>
    public static bool CanFail(BinaryExpression expression) => expression.Operator switch
    {
        BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply => expression.Type.Kind == TypeKind.Decimal,
        BinaryOperator.Divide or BinaryOperator.Remainder =>
            expression.Type.Kind == TypeKind.Decimal || (NumericTypes.IsInteger(expression.Type) && !IsHarmlessDivisor(expression.Right)),
        _ => false,
    };

    /// <summary>Neither 0 nor −1.</summary>
    private static bool IsHarmlessDivisor(ScalarExpression divisor) => ConstantFolding.Fold(divisor) switch
    {
        ConstantExpression { Value: ulong number } => number != 0,
        ConstantExpression { Value: { } number } => Convert.ToInt64(number, null) is not (0 or -1),
        _ => false,
    };
}
