using StreamFlow.Data;

namespace StreamFlow.Tests.Operators.Expressions.Functions;

/// <summary>Times against <see cref="DateTimeOffset"/>, <see cref="DateOnly"/> and <see cref="TimeSpan"/>.</summary>
public sealed class TimeFunctionTests
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);
    private static readonly DataType T = DataType.Timestamp;
    private static readonly DataType D = DataType.Date;
    private static readonly DataType I = DataType.Int32;
    private static readonly long[] Times = MakeTimes();
    private static readonly int[] Dates = [.. Times.Select(time => Days(DateOnly.FromDateTime(EventTime.ToDateTimeOffset(time).UtcDateTime))).Distinct()];

    [Fact]
    public void Parts_of_timestamps_are_those_of_csharp_in_utc()
    {
        Check("year", time => time.Year);
        Check("month", time => time.Month);
        Check("day", time => time.Day);
        Check("day_of_year", time => time.DayOfYear);
        Check("day_of_week", time => (int)time.DayOfWeek);
        Check("hour", time => time.Hour);
        Check("minute", time => time.Minute);
        Check("second", time => time.Second);
        Check("millisecond", time => time.Millisecond);
        Check("time_of_day", time => EventTime.ToMicroseconds(time.TimeOfDay), DataType.Duration);
        Check("to_date", time => Days(DateOnly.FromDateTime(time.UtcDateTime)), D);
        Check("to_unix_milliseconds", time => time.ToUnixTimeMilliseconds(), DataType.Int64);
        Check("to_unix_seconds", time => time.ToUnixTimeSeconds(), DataType.Int64);
    }

    [Fact]
    public void Parts_of_dates_are_those_of_csharp()
    {
        var rows = FunctionCheck.Singles(Dates.Cast<object?>());
        FunctionCheck.Run("year", I, [D], rows, row => Date(row).Year);
        FunctionCheck.Run("month", I, [D], rows, row => Date(row).Month);
        FunctionCheck.Run("day", I, [D], rows, row => Date(row).Day);
        FunctionCheck.Run("day_of_year", I, [D], rows, row => Date(row).DayOfYear);
        FunctionCheck.Run("day_of_week", I, [D], rows, row => (int)Date(row).DayOfWeek);
    }

    [Fact]
    public void Calendar_arithmetic_clips_days_and_refuses_other_years()
    {
        object?[] counts = [-120_000, -13, -1, 0, 1, 2, 11, 12, 25, 4800, 200_000, int.MinValue, int.MaxValue];
        var times = FunctionCheck.Pairs(Times.Cast<object?>(), counts);
        var dates = FunctionCheck.Pairs(Dates.Cast<object?>(), counts);
        FunctionCheck.Run("add_months", T, [T, I], times, row => EventTime.ToMicroseconds(Time(row).AddMonths((int)row[1]!)));
        FunctionCheck.Run("add_years", T, [T, I], times, row => EventTime.ToMicroseconds(Time(row).AddYears((int)row[1]!)));
        FunctionCheck.Run("add_months", D, [D, I], dates, row => Days(Date(row).AddMonths((int)row[1]!)));
        FunctionCheck.Run("add_years", D, [D, I], dates, row => Days(Date(row).AddYears((int)row[1]!)));
        FunctionCheck.Run("add_days", D, [D, I], dates, row => Days(Date(row).AddDays((int)row[1]!)));
    }

    [Fact]
    public void Unix_times_come_back_or_are_refused()
    {
        object?[] numbers = [0L, -1L, 1_700_000_000_123L, -62_135_596_800_000L, -62_135_596_800_001L, -62_135_596_800L, -62_135_596_801L, 253_402_300_799L,
            253_402_300_800L, 253_402_300_799_999L, 253_402_300_800_000L, long.MaxValue, long.MinValue];
        var rows = FunctionCheck.Singles(numbers);
        FunctionCheck.Run("from_unix_milliseconds", T, [DataType.Int64], rows, row => EventTime.ToMicroseconds(DateTimeOffset.FromUnixTimeMilliseconds((long)row[0]!)));
        FunctionCheck.Run("from_unix_seconds", T, [DataType.Int64], rows, row => EventTime.ToMicroseconds(DateTimeOffset.FromUnixTimeSeconds((long)row[0]!)));
    }

    [Fact]
    public void Durations_count_as_time_spans_do()
    {
        var u = DataType.Duration;
        var rows = FunctionCheck.Singles([0L, 1L, -1L, 1_234_567_890_123L, -86_400_000_000L, 900_000_000_000_000_000L]);
        FunctionCheck.Run("total_days", DataType.Double, [u], rows, row => Span(row).TotalDays);
        FunctionCheck.Run("total_hours", DataType.Double, [u], rows, row => Span(row).TotalHours);
        FunctionCheck.Run("total_minutes", DataType.Double, [u], rows, row => Span(row).TotalMinutes);
        FunctionCheck.Run("total_seconds", DataType.Double, [u], rows, row => Span(row).TotalSeconds);
        FunctionCheck.Run("total_milliseconds", DataType.Double, [u], rows, row => Span(row).TotalMilliseconds);
    }

    [Fact]
    public void Durations_are_made_as_time_spans_are()
    {
        Make("duration_from_days", TimeSpan.FromDays, n => TimeSpan.FromDays(checked((int)n)));
        Make("duration_from_hours", TimeSpan.FromHours, n => TimeSpan.FromHours(checked((int)n)));
        Make("duration_from_minutes", TimeSpan.FromMinutes, n => TimeSpan.FromMinutes(n));
        Make("duration_from_seconds", TimeSpan.FromSeconds, n => TimeSpan.FromSeconds(n));
        Make("duration_from_milliseconds", TimeSpan.FromMilliseconds, n => TimeSpan.FromMilliseconds(n, 0));
    }

    private static void Make(string name, Func<double, TimeSpan> ofDouble, Func<long, TimeSpan> ofLong)
    {
        object?[] doubles = [0.0, 1.5, -1.5, 0.0000001, 1e-9, double.NaN, 1e300, double.NegativeInfinity];
        FunctionCheck.Run(name, DataType.Duration, [DataType.Double], FunctionCheck.Singles(doubles), row => EventTime.ToMicroseconds(ofDouble((double)row[0]!)));
        object?[] longs = [0L, 1L, -1L, 1000L, -10_000L, long.MaxValue, long.MinValue];
        FunctionCheck.Run(name, DataType.Duration, [DataType.Int64], FunctionCheck.Singles(longs), row => EventTime.ToMicroseconds(ofLong((long)row[0]!)));
    }

    private static void Check(string name, Func<DateTimeOffset, object> expected, DataType? type = null) =>
        FunctionCheck.Run(name, type ?? I, [T], FunctionCheck.Singles(Times.Cast<object?>()), row => expected(Time(row)));

    private static DateTimeOffset Time(object?[] row) => EventTime.ToDateTimeOffset((long)row[0]!);

    private static TimeSpan Span(object?[] row) => EventTime.ToTimeSpan((long)row[0]!);

    private static DateOnly Date(object?[] row) => Epoch.AddDays((int)row[0]!);

    private static int Days(DateOnly date) => date.DayNumber - Epoch.DayNumber;

    private static long[] MakeTimes()
    {
        var random = new Random(6);
        string[] hard = ["0001-01-01", "9999-12-31", "1970-01-01", "1969-12-31", "2000-02-29", "1900-02-28", "2024-02-29", "2023-12-31", "2024-12-31", "2024-01-31", "0004-02-29"];
        var days = hard.Select(day => (DateOnly.ParseExact(day, "yyyy-MM-dd", null).DayNumber - Epoch.DayNumber) * 86_400_000_000L);
        var first = -62_135_596_800_000_000L;
        return [.. days, .. days.Select(day => day + 86_399_999_999L), .. Enumerable.Range(0, 200).Select(_ => random.NextInt64(first, 253_402_300_800_000_000L))];
    }
}
