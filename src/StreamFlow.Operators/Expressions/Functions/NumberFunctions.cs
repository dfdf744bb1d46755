using System.Numerics;
using System.Runtime.Intrinsics;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary><c>Math.Min</c>.</summary>
internal readonly struct LeastOperator<T> : IArithmeticOperator<T>
    where T : INumber<T>
{
    public static bool HasVectorForm => false;

    public static T Invoke(T left, T right) => T.Min(left, right);

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => throw new NotSupportedException();
}

/// <summary><c>Math.Max</c>.</summary>
internal readonly struct GreatestOperator<T> : IArithmeticOperator<T>
    where T : INumber<T>
{
    public static bool HasVectorForm => false;

    public static T Invoke(T left, T right) => T.Max(left, right);

    public static Vector256<T> Invoke(Vector256<T> left, Vector256<T> right) => throw new NotSupportedException();
}

/// <summary><c>Math.Abs</c>: the smallest integer has no opposite.</summary>
internal readonly struct AbsOperator<T> : IFallibleUnaryOperator<T, T>
    where T : INumber<T>, IMinMaxValue<T>
{
    public static bool TryInvoke(T value, out T result)
    {
        var isInteger = typeof(T) != typeof(double) && typeof(T) != typeof(float) && typeof(T) != typeof(decimal);
        if (isInteger && T.IsNegative(value) && value == T.MinValue)
        {
            result = value;
            return false;
        }

        result = T.Abs(value);
        return true;
    }
}

/// <summary>From <c>abs</c>, <c>least</c> and <c>greatest</c> and the type of their arguments to the kernel.</summary>
internal sealed class NumberFunctionCompiler(FunctionExpression call) : INumericVisitor<ColumnEvaluator>
{
    public static ColumnEvaluator Compile(FunctionExpression call) => NumericTypes.Dispatch(call.Type, new NumberFunctionCompiler(call));

    public ColumnEvaluator Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => call.Function switch
        {
            "abs" => new FallibleUnaryEvaluator<T, T, AbsOperator<T>>(call, call.Arguments[0], $"the result does not fit into {call.Type}"),
            "least" => new ArithmeticEvaluator<T, LeastOperator<T>>(call.Arguments[0], call.Arguments[1], call.Type),
            "greatest" => new ArithmeticEvaluator<T, GreatestOperator<T>>(call.Arguments[0], call.Arguments[1], call.Type),
            _ => throw StreamFaultException.Internal($"no kernel for {call}"),
        };
}
