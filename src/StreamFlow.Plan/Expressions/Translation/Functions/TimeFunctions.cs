using System.Reflection;
using StreamFlow.Data;
using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Parts of timestamps and dates. A timestamp's column is in UTC, whatever offset the record had, and so are its parts.</summary>
internal static class TimeFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Part("year", nameof(DateTimeOffset.Year), ofDates: true),
        Part("month", nameof(DateTimeOffset.Month), ofDates: true),
        Part("day", nameof(DateTimeOffset.Day), ofDates: true),
        Part("day_of_year", nameof(DateTimeOffset.DayOfYear), ofDates: true),
        Part("day_of_week", nameof(DateTimeOffset.DayOfWeek), ofDates: true),
        Part("hour", nameof(DateTimeOffset.Hour)),
        Part("minute", nameof(DateTimeOffset.Minute)),
        Part("second", nameof(DateTimeOffset.Second)),
        Part("millisecond", nameof(DateTimeOffset.Millisecond)),
        Part("time_of_day", nameof(DateTimeOffset.TimeOfDay)),
        Direct("to_unix_milliseconds", Method(typeof(DateTimeOffset), nameof(DateTimeOffset.ToUnixTimeMilliseconds))),
        Direct("to_unix_seconds", Method(typeof(DateTimeOffset), nameof(DateTimeOffset.ToUnixTimeSeconds))),
        Direct("from_unix_milliseconds", Method(typeof(DateTimeOffset), nameof(DateTimeOffset.FromUnixTimeMilliseconds), typeof(long))),
        Direct("from_unix_seconds", Method(typeof(DateTimeOffset), nameof(DateTimeOffset.FromUnixTimeSeconds), typeof(long))),
        new([Method(typeof(DateTimeOffset), nameof(DateTimeOffset.ToUniversalTime))], call => call.Required(0)),
        new([Method(typeof(DateOnly), nameof(DateOnly.FromDateTime), typeof(DateTime))], ToDate),
    ];

    private static ScalarFunction Part(string name, string property, bool ofDates = false)
    {
        PropertyInfo[] members = ofDates
            ? [Property(typeof(DateTimeOffset), property), Property(typeof(DateOnly), property)]
            : [Property(typeof(DateTimeOffset), property)];
        return Direct(name, members);
    }

    private static FunctionExpression ToDate(FunctionCall call) =>
        call.Operands[0] is Linq.MemberExpression { Member.Name: nameof(DateTimeOffset.UtcDateTime) or nameof(DateTimeOffset.DateTime) or nameof(DateTimeOffset.Date), Expression: { } time }
        && time.Type == typeof(DateTimeOffset)
            ? Scalars.Function("to_date", DataType.Date, call.Translator.TranslateRequired(time))
            : throw Refusal.Of(call.Node, "no column holds a DateTime", "take the date of a DateTimeOffset: DateOnly.FromDateTime(r.Ts.UtcDateTime)");
}
