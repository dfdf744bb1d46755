using System.Numerics;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>From an arithmetic operator and its type to the kernel.</summary>
internal sealed class ArithmeticCompiler(BinaryExpression expression) : INumericVisitor<ColumnEvaluator>
{
    public ColumnEvaluator Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (typeof(T) == typeof(decimal))
            return Decimals();
        var (left, right) = (expression.Left, expression.Right);
        var canFail = BinaryCompiler.CanFail(expression);
        return expression.Operator switch
        {
            BinaryOperator.Add => new ArithmeticEvaluator<T, AddOperator<T>>(left, right, expression.Type),
            BinaryOperator.Subtract => new ArithmeticEvaluator<T, SubtractOperator<T>>(left, right, expression.Type),
            BinaryOperator.Multiply => new ArithmeticEvaluator<T, MultiplyOperator<T>>(left, right, expression.Type),
            BinaryOperator.Divide when canFail => new FallibleArithmeticEvaluator<T, IntegerDivideOperator<T>>(expression),
            BinaryOperator.Divide => new ArithmeticEvaluator<T, DivideOperator<T>>(left, right, expression.Type),
            BinaryOperator.Remainder when canFail => new FallibleArithmeticEvaluator<T, IntegerRemainderOperator<T>>(expression),
            BinaryOperator.Remainder => new ArithmeticEvaluator<T, RemainderOperator<T>>(left, right, expression.Type),
            _ => throw StreamFaultException.Internal($"{expression.Operator} is not arithmetic"),
        };
    }

    private ColumnEvaluator Decimals() => expression.Operator switch
    {
        BinaryOperator.Add => new FallibleArithmeticEvaluator<decimal, DecimalOperator<AddOperator<decimal>>>(expression),
        BinaryOperator.Subtract => new FallibleArithmeticEvaluator<decimal, DecimalOperator<SubtractOperator<decimal>>>(expression),
        BinaryOperator.Multiply => new FallibleArithmeticEvaluator<decimal, DecimalOperator<MultiplyOperator<decimal>>>(expression),
        BinaryOperator.Divide => new FallibleArithmeticEvaluator<decimal, DecimalOperator<DivideOperator<decimal>>>(expression),
        BinaryOperator.Remainder => new FallibleArithmeticEvaluator<decimal, DecimalOperator<RemainderOperator<decimal>>>(expression),
        _ => throw StreamFaultException.Internal($"{expression.Operator} is not arithmetic"),
    };
}
