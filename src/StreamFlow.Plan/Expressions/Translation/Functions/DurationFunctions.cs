using StreamFlow.Data;
using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Durations as numbers, and numbers as durations.</summary>
internal static class DurationFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Direct("total_days", Property(typeof(TimeSpan), nameof(TimeSpan.TotalDays))),
        Direct("total_hours", Property(typeof(TimeSpan), nameof(TimeSpan.TotalHours))),
        Direct("total_minutes", Property(typeof(TimeSpan), nameof(TimeSpan.TotalMinutes))),
        Direct("total_seconds", Property(typeof(TimeSpan), nameof(TimeSpan.TotalSeconds))),
        Direct("total_milliseconds", Property(typeof(TimeSpan), nameof(TimeSpan.TotalMilliseconds))),
        From("duration_from_days", "FromDays"),
        From("duration_from_hours", "FromHours"),
        From("duration_from_minutes", "FromMinutes"),
        From("duration_from_seconds", "FromSeconds"),
        From("duration_from_milliseconds", "FromMilliseconds"),
    ];

    /// <summary>Of a double or, exactly, of a whole number; the overloads with smaller parts beside it take only their first.</summary>
    private static ScalarFunction From(string name, string method) => new(
        [.. Methods(typeof(TimeSpan), method)],
        call => Scalars.Function(name, DataType.Duration, Number(call)));

    private static ScalarExpression Number(FunctionCall call)
    {
        for (var part = 1; part < call.Operands.Count; part++)
        {
            if (call.Translator.DependsOnRow(call.Operands[part]) || Convert.ToInt64(call.Fixed<object>(part), null) != 0)
                throw Refusal.Of(call.Node, "a duration is made of one number", "add two: TimeSpan.FromHours(r.A) + TimeSpan.FromMinutes(r.B)");
        }

        var number = call.Required(0);
        return NumericWidening.IsInteger(number.Type) ? Scalars.Convert(number, DataType.Int64) : number;
    }
}
