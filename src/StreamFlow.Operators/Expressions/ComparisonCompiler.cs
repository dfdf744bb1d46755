using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>From a comparison and the type of its sides to the kernel.</summary>
internal sealed class ComparisonCompiler(BinaryExpression expression) : INumericVisitor<ColumnEvaluator>
{
    public static ColumnEvaluator Compile(BinaryExpression expression) => expression.Left.Type.Kind switch
    {
        TypeKind.Boolean => new BooleanEqualityEvaluator(expression),
        TypeKind.String or TypeKind.Binary => new TextComparisonEvaluator(expression),
        TypeKind.Struct or TypeKind.List => new NestedEqualityEvaluator(expression),
        TypeKind.Guid => Guids(expression),
        _ => NumericTypes.Dispatch(expression.Left.Type, new ComparisonCompiler(expression)),
    };

    public ColumnEvaluator Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var (left, right) = (expression.Left, expression.Right);
        return expression.Operator switch
        {
            BinaryOperator.Equal => new ComparisonEvaluator<T, EqualOperator<T>>(left, right, isEquality: true, negated: false),
            BinaryOperator.NotEqual => new ComparisonEvaluator<T, EqualOperator<T>>(left, right, isEquality: true, negated: true),
            BinaryOperator.Less => new ComparisonEvaluator<T, LessOperator<T>>(left, right, isEquality: false, negated: false),
            BinaryOperator.LessOrEqual => new ComparisonEvaluator<T, LessOrEqualOperator<T>>(left, right, isEquality: false, negated: false),
            BinaryOperator.Greater => new ComparisonEvaluator<T, LessOperator<T>>(right, left, isEquality: false, negated: false),
            BinaryOperator.GreaterOrEqual => new ComparisonEvaluator<T, LessOrEqualOperator<T>>(right, left, isEquality: false, negated: false),
            _ => throw StreamFaultException.Internal($"{expression.Operator} is not a comparison"),
        };
    }

    private static ComparisonEvaluator<Guid, GuidEqualOperator> Guids(BinaryExpression expression)
    {
        Invariant.Require(ComparisonNulls.IsEquality(expression.Operator));
        return new(
            expression.Left, expression.Right, isEquality: true, negated: expression.Operator == BinaryOperator.NotEqual);
    }
}
