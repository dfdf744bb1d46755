using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

internal readonly struct SqrtFunction : IUnaryOperator<double, double>
{
    public static double Invoke(double value) => Math.Sqrt(value);
}

internal readonly struct ExpFunction : IUnaryOperator<double, double>
{
    public static double Invoke(double value) => Math.Exp(value);
}

internal readonly struct Log10Function : IUnaryOperator<double, double>
{
    public static double Invoke(double value) => Math.Log10(value);
}

internal readonly struct Log2Function : IUnaryOperator<double, double>
{
    public static double Invoke(double value) => Math.Log2(value);
}

/// <summary>The natural logarithm, or to a base.</summary>
internal readonly struct LogFunction : IUnaryOperator<double, double>, IValueFunction<double, double, double>
{
    public static double Invoke(double value) => Math.Log(value);

    public static bool TryInvoke(double first, double second, out double result)
    {
        result = Math.Log(first, second);
        return true;
    }
}

internal readonly struct PowFunction : IValueFunction<double, double, double>
{
    public static bool TryInvoke(double first, double second, out double result)
    {
        result = Math.Pow(first, second);
        return true;
    }
}

internal readonly struct IsNaNFunction<T> : IUnaryOperator<T, bool>
    where T : INumberBase<T>
{
    public static bool Invoke(T value) => T.IsNaN(value);
}

internal readonly struct IsFiniteFunction<T> : IUnaryOperator<T, bool>
    where T : INumberBase<T>
{
    public static bool Invoke(T value) => T.IsFinite(value);
}

/// <summary>From a function of floating-point numbers to its kernel.</summary>
internal static class FloatingPointCompiler
{
    public static ColumnEvaluator OfOne<TFunction>(FunctionExpression call)
        where TFunction : struct, IUnaryOperator<double, double> => new UnaryEvaluator<double, double, TFunction>(call.Arguments[0], call.Type);

    public static ColumnEvaluator OfTwo<TFunction>(FunctionExpression call)
        where TFunction : struct, IValueFunction<double, double, double> => new ValueFunctionEvaluator<double, double, double, TFunction>(call);

    public static ColumnEvaluator Log(FunctionExpression call) => call.Arguments.Count == 1 ? OfOne<LogFunction>(call) : OfTwo<LogFunction>(call);

    public static ColumnEvaluator Test<TSingle, TDouble>(FunctionExpression call)
        where TSingle : struct, IUnaryOperator<float, bool>
        where TDouble : struct, IUnaryOperator<double, bool> =>
        call.Arguments[0].Type.Kind == TypeKind.Float
            ? new ValuePredicateEvaluator<float, TSingle>(call)
            : new ValuePredicateEvaluator<double, TDouble>(call);
}
