using System.Numerics;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Finds the evaluator of an operator with one operand.</summary>
internal sealed class UnaryCompiler(UnaryExpression expression) : INumericVisitor<ColumnEvaluator>
{
    public static ColumnEvaluator Compile(UnaryExpression expression) => expression.Operator switch
    {
        UnaryOperator.Not => new NotEvaluator(ExpressionEvaluator.Compile(expression.Operand)),
        UnaryOperator.Negate => NumericTypes.Dispatch(expression.Type, new UnaryCompiler(expression)),
        _ => throw StreamFaultException.Internal($"no evaluator for {expression.Operator}"),
    };

    public ColumnEvaluator Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => new UnaryEvaluator<T, T, NegateOperator<T>>(expression.Operand, expression.Type);
}
