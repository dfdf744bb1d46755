using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>A part of a day of the calendar, the day counted from 1970-01-01.</summary>
internal interface IDayPart
{
    static abstract int Invoke(long day);
}

internal readonly struct YearPart : IDayPart
{
    public static int Invoke(long day) => CivilDate.FromDays(day).Year;
}

internal readonly struct MonthPart : IDayPart
{
    public static int Invoke(long day) => CivilDate.FromDays(day).Month;
}

internal readonly struct DayPart : IDayPart
{
    public static int Invoke(long day) => CivilDate.FromDays(day).Day;
}

internal readonly struct DayOfYearPart : IDayPart
{
    public static int Invoke(long day) => (int)(day - new CivilDate(CivilDate.FromDays(day).Year, 1, 1).ToDays()) + 1;
}

/// <summary>Sunday is 0; 1970-01-01 was a Thursday.</summary>
internal readonly struct DayOfWeekPart : IDayPart
{
    public static int Invoke(long day) => (int)(day + 4 - (7 * CivilDate.FloorDivide(day + 4, 7)));
}

/// <summary>A day's part of a date or, in UTC, of a timestamp.</summary>
internal readonly struct DayPartOf<TPart> : IUnaryOperator<int, int>, IUnaryOperator<long, int>
    where TPart : struct, IDayPart
{
    public static int Invoke(int value) => TPart.Invoke(value);

    public static int Invoke(long value) => TPart.Invoke(CivilDate.FloorDivide(value, Microseconds.PerDay));

    public static ColumnEvaluator Compile(FunctionExpression call) => call.Arguments[0].Type.Kind == TypeKind.Date
        ? new UnaryEvaluator<int, int, DayPartOf<TPart>>(call.Arguments[0], call.Type)
        : new UnaryEvaluator<long, int, DayPartOf<TPart>>(call.Arguments[0], call.Type);
}

/// <summary>Microseconds in the units of time.</summary>
internal static class Microseconds
{
    public const long PerMillisecond = 1000;
    public const long PerSecond = 1000 * PerMillisecond;
    public const long PerMinute = 60 * PerSecond;
    public const long PerHour = 60 * PerMinute;
    public const long PerDay = 24 * PerHour;

    /// <summary>0001-01-01T00:00:00Z and the last microsecond of the year 9999.</summary>
    public const long First = CivilDate.FirstDay * PerDay;
    public const long Last = ((CivilDate.LastDay + 1) * PerDay) - 1;

    public static long OfDay(long timestamp) => timestamp - (CivilDate.FloorDivide(timestamp, PerDay) * PerDay);
}
