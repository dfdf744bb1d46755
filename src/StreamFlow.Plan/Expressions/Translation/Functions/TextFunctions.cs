using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Functions of text whose meaning is C#'s own; lengths and positions are in UTF-16 units.</summary>
internal static class TextFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Direct("length", Property(typeof(string), nameof(string.Length))),
        Direct("upper", Method(typeof(string), nameof(string.ToUpperInvariant))),
        Direct("lower", Method(typeof(string), nameof(string.ToLowerInvariant))),
        Direct("trim", Method(typeof(string), nameof(string.Trim))),
        Direct("trim_start", Method(typeof(string), nameof(string.TrimStart))),
        Direct("trim_end", Method(typeof(string), nameof(string.TrimEnd))),
        Direct("substring", Methods(typeof(string), nameof(string.Substring))),
        new(
            [Method(typeof(string), nameof(string.IsNullOrEmpty), typeof(string))],
            call => Scalars.Function("is_null_or_empty", call.ResultType, call.Optional(0))),
        new(
            [Method(typeof(string), nameof(string.IsNullOrWhiteSpace), typeof(string))],
            call => Scalars.Function("is_null_or_white_space", call.ResultType, call.Optional(0))),
    ];
}
