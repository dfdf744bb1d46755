using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>What timestamps are made of, in UTC.</summary>
internal static class TimestampFunctions
{
    public static ColumnEvaluator Number<TPart>(FunctionExpression call)
        where TPart : struct, IUnaryOperator<long, int> => new UnaryEvaluator<long, int, TPart>(call.Arguments[0], call.Type);

    public static ColumnEvaluator Long<TPart>(FunctionExpression call)
        where TPart : struct, IUnaryOperator<long, long> => new UnaryEvaluator<long, long, TPart>(call.Arguments[0], call.Type);

    public static ColumnEvaluator FromUnix<TUnit>(FunctionExpression call)
        where TUnit : struct, IFallibleUnaryOperator<long, long> =>
        new FallibleUnaryEvaluator<long, long, TUnit>(call, call.Arguments[0], "the time is outside the years 1 to 9999");
}

internal readonly struct HourPart : IUnaryOperator<long, int>
{
    public static int Invoke(long value) => (int)(Microseconds.OfDay(value) / Microseconds.PerHour);
}

internal readonly struct MinutePart : IUnaryOperator<long, int>
{
    public static int Invoke(long value) => (int)(Microseconds.OfDay(value) / Microseconds.PerMinute % 60);
}

internal readonly struct SecondPart : IUnaryOperator<long, int>
{
    public static int Invoke(long value) => (int)(Microseconds.OfDay(value) / Microseconds.PerSecond % 60);
}

internal readonly struct MillisecondPart : IUnaryOperator<long, int>
{
    public static int Invoke(long value) => (int)(Microseconds.OfDay(value) / Microseconds.PerMillisecond % 1000);
}

internal readonly struct TimeOfDayPart : IUnaryOperator<long, long>
{
    public static long Invoke(long value) => Microseconds.OfDay(value);
}

internal readonly struct DatePart : IUnaryOperator<long, int>
{
    public static int Invoke(long value) => (int)CivilDate.FloorDivide(value, Microseconds.PerDay);
}

internal readonly struct UnixMilliseconds : IUnaryOperator<long, long>, IFallibleUnaryOperator<long, long>
{
    public static long Invoke(long value) => CivilDate.FloorDivide(value, Microseconds.PerMillisecond);

    public static bool TryInvoke(long value, out long result)
    {
        result = unchecked(value * Microseconds.PerMillisecond);
        return value is >= Microseconds.First / Microseconds.PerMillisecond and <= Microseconds.Last / Microseconds.PerMillisecond;
    }
}

internal readonly struct UnixSeconds : IUnaryOperator<long, long>, IFallibleUnaryOperator<long, long>
{
    public static long Invoke(long value) => CivilDate.FloorDivide(value, Microseconds.PerSecond);

    public static bool TryInvoke(long value, out long result)
    {
        result = unchecked(value * Microseconds.PerSecond);
        return value is >= Microseconds.First / Microseconds.PerSecond and <= Microseconds.Last / Microseconds.PerSecond;
    }
}
