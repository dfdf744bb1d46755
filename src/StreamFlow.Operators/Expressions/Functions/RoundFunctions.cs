using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A way to round, as a type.</summary>
internal interface IRounding
{
    static abstract MidpointRounding Mode { get; }
}

internal readonly struct HalfToEven : IRounding
{
    public static MidpointRounding Mode => MidpointRounding.ToEven;
}

internal readonly struct HalfAwayFromZero : IRounding
{
    public static MidpointRounding Mode => MidpointRounding.AwayFromZero;
}

internal readonly struct Down : IRounding
{
    public static MidpointRounding Mode => MidpointRounding.ToNegativeInfinity;
}

internal readonly struct Up : IRounding
{
    public static MidpointRounding Mode => MidpointRounding.ToPositiveInfinity;
}

internal readonly struct TowardsZero : IRounding
{
    public static MidpointRounding Mode => MidpointRounding.ToZero;
}

/// <summary><c>Math.Round</c> of numbers, whole or to a number of digits. <c>Math.Floor</c>, <c>Ceiling</c> and <c>Truncate</c> are the same with other modes.</summary>
internal readonly struct RoundFunction<TRounding> :
    IUnaryOperator<double, double>, IUnaryOperator<decimal, decimal>, IValueFunction<double, int, double>, IValueFunction<decimal, int, decimal>
    where TRounding : struct, IRounding
{
    private const int DoubleDigitsMax = 15;
    private const int DecimalDigitsMax = 28;

    public static double Invoke(double value) => Math.Round(value, TRounding.Mode);

    public static decimal Invoke(decimal value) => Math.Round(value, TRounding.Mode);

    public static bool TryInvoke(double first, int second, out double result)
    {
        var possible = second is >= 0 and <= DoubleDigitsMax;
        result = possible ? Math.Round(first, second, TRounding.Mode) : 0;
        return possible;
    }

    public static bool TryInvoke(decimal first, int second, out decimal result)
    {
        var possible = second is >= 0 and <= DecimalDigitsMax;
        result = possible ? Math.Round(first, second, TRounding.Mode) : 0;
        return possible;
    }
}

/// <summary>From a rounding function and its arguments to the kernel.</summary>
internal static class RoundCompiler
{
    private const string TooManyDigits = "so many digits cannot be rounded to";

    public static ColumnEvaluator Compile<TRounding>(FunctionExpression call)
        where TRounding : struct, IRounding => (call.Type.Kind, call.Arguments.Count) switch
        {
            (TypeKind.Double, 1) => new UnaryEvaluator<double, double, RoundFunction<TRounding>>(call.Arguments[0], call.Type),
            (TypeKind.Decimal, 1) => new UnaryEvaluator<decimal, decimal, RoundFunction<TRounding>>(call.Arguments[0], call.Type),
            (TypeKind.Double, 2) => new ValueFunctionEvaluator<double, int, double, RoundFunction<TRounding>>(call, TooManyDigits),
            (TypeKind.Decimal, 2) => new ValueFunctionEvaluator<decimal, int, decimal, RoundFunction<TRounding>>(call, TooManyDigits),
            _ => throw StreamFaultException.Internal($"no kernel for {call}"),
        };
}
