using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A unit of time that durations are counted in.</summary>
internal interface ITimeUnit
{
    static abstract long Microseconds { get; }

    /// <summary>The whole duration in this unit, with <see cref="TimeSpan"/>'s own rounding.</summary>
    static abstract double Total(TimeSpan duration);

    /// <summary>A duration of so many units, with <see cref="TimeSpan"/>'s own rounding.</summary>
    static abstract TimeSpan From(double count);
}

internal readonly struct Days : ITimeUnit
{
    public static long Microseconds => Functions.Microseconds.PerDay;

    public static double Total(TimeSpan duration) => duration.TotalDays;

    public static TimeSpan From(double count) => TimeSpan.FromDays(count);
}

internal readonly struct Hours : ITimeUnit
{
    public static long Microseconds => Functions.Microseconds.PerHour;

    public static double Total(TimeSpan duration) => duration.TotalHours;

    public static TimeSpan From(double count) => TimeSpan.FromHours(count);
}

internal readonly struct Minutes : ITimeUnit
{
    public static long Microseconds => Functions.Microseconds.PerMinute;

    public static double Total(TimeSpan duration) => duration.TotalMinutes;

    public static TimeSpan From(double count) => TimeSpan.FromMinutes(count);
}

internal readonly struct Seconds : ITimeUnit
{
    public static long Microseconds => Functions.Microseconds.PerSecond;

    public static double Total(TimeSpan duration) => duration.TotalSeconds;

    public static TimeSpan From(double count) => TimeSpan.FromSeconds(count);
}

internal readonly struct Milliseconds : ITimeUnit
{
    public static long Microseconds => Functions.Microseconds.PerMillisecond;

    public static double Total(TimeSpan duration) => duration.TotalMilliseconds;

    public static TimeSpan From(double count) => TimeSpan.FromMilliseconds(count);
}

internal readonly struct TotalFunction<TUnit> : IUnaryOperator<long, double>
    where TUnit : struct, ITimeUnit
{
    public static double Invoke(long value) => TUnit.Total(EventTime.ToTimeSpan(value));
}

internal readonly struct DurationFrom<TUnit> : IFallibleUnaryOperator<long, long>, IFallibleUnaryOperator<double, long>
    where TUnit : struct, ITimeUnit
{
    private const long MicrosecondsMax = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    public static bool TryInvoke(long value, out long result)
    {
        var most = MicrosecondsMax / TUnit.Microseconds;
        result = unchecked(value * TUnit.Microseconds);
        return value >= -most && value <= most;
    }

    public static bool TryInvoke(double value, out long result)
    {
        result = 0;
        if (double.IsNaN(value))
            return false;
        try
        {
            result = EventTime.ToMicroseconds(TUnit.From(value));
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}

/// <summary>From a function of durations to its kernel.</summary>
internal static class DurationCompiler
{
    private const string TooLong = "the duration is too long";

    public static ColumnEvaluator Total<TUnit>(FunctionExpression call)
        where TUnit : struct, ITimeUnit => new UnaryEvaluator<long, double, TotalFunction<TUnit>>(call.Arguments[0], call.Type);

    public static ColumnEvaluator From<TUnit>(FunctionExpression call)
        where TUnit : struct, ITimeUnit => call.Arguments[0].Type.Kind == TypeKind.Double
        ? new FallibleUnaryEvaluator<double, long, DurationFrom<TUnit>>(call, call.Arguments[0], TooLong)
        : new FallibleUnaryEvaluator<long, long, DurationFrom<TUnit>>(call, call.Arguments[0], TooLong);
}
