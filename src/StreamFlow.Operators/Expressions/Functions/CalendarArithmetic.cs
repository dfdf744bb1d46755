using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>Days, months and years added to dates and timestamps as <c>AddDays</c>, <c>AddMonths</c> and <c>AddYears</c> do it.</summary>
internal static class CalendarArithmetic
{
    private const string OutsideYears = "the result is outside the years 1 to 9999";

    public static ColumnEvaluator Days(FunctionExpression call) => new ValueFunctionEvaluator<int, int, int, AddDaysFunction>(call, OutsideYears);

    public static ColumnEvaluator Months<TUnit>(FunctionExpression call)
        where TUnit : struct, IMonths => call.Type.Kind == TypeKind.Date
        ? new ValueFunctionEvaluator<int, int, int, AddMonthsFunction<TUnit>>(call, OutsideYears)
        : new ValueFunctionEvaluator<long, int, long, AddMonthsFunction<TUnit>>(call, OutsideYears);
}

/// <summary>How many months the unit has.</summary>
internal interface IMonths
{
    static abstract long Count { get; }
}

internal readonly struct OneMonth : IMonths
{
    public static long Count => 1;
}

internal readonly struct OneYear : IMonths
{
    public static long Count => 12;
}

internal readonly struct AddDaysFunction : IValueFunction<int, int, int>
{
    public static bool TryInvoke(int first, int second, out int result)
    {
        var day = (long)first + second;
        result = unchecked((int)day);
        return day is >= CivilDate.FirstDay and <= CivilDate.LastDay;
    }
}

internal readonly struct AddMonthsFunction<TUnit> : IValueFunction<int, int, int>, IValueFunction<long, int, long>
    where TUnit : struct, IMonths
{
    public static bool TryInvoke(int first, int second, out int result)
    {
        var possible = CivilDate.FromDays(first).TryAddMonths(second * TUnit.Count, out var date);
        result = possible ? (int)date.ToDays() : 0;
        return possible;
    }

    public static bool TryInvoke(long first, int second, out long result)
    {
        var day = CivilDate.FloorDivide(first, Microseconds.PerDay);
        var possible = CivilDate.FromDays(day).TryAddMonths(second * TUnit.Count, out var date);
        result = possible ? (date.ToDays() * Microseconds.PerDay) + Microseconds.OfDay(first) : 0;
        return possible;
    }
}
