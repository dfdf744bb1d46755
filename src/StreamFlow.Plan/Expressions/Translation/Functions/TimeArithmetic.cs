using StreamFlow.Data;
using StreamFlow.Data.Rows;
using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Later and earlier times. What has a fixed length is a duration to add; months and years have a function.</summary>
internal static class TimeArithmetic
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Later(nameof(DateTimeOffset.AddDays), "duration_from_days", TimeSpan.FromDays),
        Later(nameof(DateTimeOffset.AddHours), "duration_from_hours", TimeSpan.FromHours),
        Later(nameof(DateTimeOffset.AddMinutes), "duration_from_minutes", TimeSpan.FromMinutes),
        Later(nameof(DateTimeOffset.AddSeconds), "duration_from_seconds", TimeSpan.FromSeconds),
        Later(nameof(DateTimeOffset.AddMilliseconds), "duration_from_milliseconds", TimeSpan.FromMilliseconds),
        new(
            [Method(typeof(DateTimeOffset), nameof(DateTimeOffset.Add), typeof(TimeSpan)), Method(typeof(TimeSpan), nameof(TimeSpan.Add), typeof(TimeSpan))],
            call => Scalars.Binary(BinaryOperator.Add, call.Required(0), call.Required(1), call.ResultType)),
        new(
            [
                Method(typeof(DateTimeOffset), nameof(DateTimeOffset.Subtract), typeof(TimeSpan)), Method(typeof(TimeSpan), nameof(TimeSpan.Subtract), typeof(TimeSpan)),
                Method(typeof(DateTimeOffset), nameof(DateTimeOffset.Subtract), typeof(DateTimeOffset)),
            ],
            call => Scalars.Binary(BinaryOperator.Subtract, call.Required(0), call.Required(1), call.ResultType)),
        new([Method(typeof(TimeSpan), nameof(TimeSpan.Negate))], call => new UnaryExpression(UnaryOperator.Negate, call.Required(0))),
        Direct("add_days", Method(typeof(DateOnly), nameof(DateOnly.AddDays), typeof(int))),
        Direct("add_months", Method(typeof(DateTimeOffset), nameof(DateTimeOffset.AddMonths), typeof(int)), Method(typeof(DateOnly), nameof(DateOnly.AddMonths), typeof(int))),
        Direct("add_years", Method(typeof(DateTimeOffset), nameof(DateTimeOffset.AddYears), typeof(int)), Method(typeof(DateOnly), nameof(DateOnly.AddYears), typeof(int))),
    ];

    private static ScalarFunction Later(string method, string function, Func<double, TimeSpan> length) => new(
        [Method(typeof(DateTimeOffset), method, typeof(double))],
        call => Scalars.Binary(BinaryOperator.Add, call.Required(0), Length(call, function, length), DataType.Timestamp));

    private static ScalarExpression Length(FunctionCall call, string function, Func<double, TimeSpan> length) =>
        call.Translator.DependsOnRow(call.Operands[1])
            ? Scalars.Function(function, DataType.Duration, call.Required(1))
            : new ConstantExpression(ScalarTypes.ToStored(length(call.Fixed<double>(1))), DataType.Duration);
}
