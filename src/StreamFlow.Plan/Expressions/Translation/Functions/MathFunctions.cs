using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Functions of numbers whose meaning is that of System.Math.</summary>
internal static class MathFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Direct("abs", [.. Methods(typeof(Math), nameof(Math.Abs)), Method(typeof(TimeSpan), nameof(TimeSpan.Duration))]),
        Direct("least", Methods(typeof(Math), nameof(Math.Min))),
        Direct("greatest", Methods(typeof(Math), nameof(Math.Max))),
        Direct("floor", [.. Methods(typeof(Math), nameof(Math.Floor)), .. Methods(typeof(decimal), nameof(decimal.Floor))]),
        Direct("ceiling", [.. Methods(typeof(Math), nameof(Math.Ceiling)), .. Methods(typeof(decimal), nameof(decimal.Ceiling))]),
        Direct("truncate", [.. Methods(typeof(Math), nameof(Math.Truncate)), .. Methods(typeof(decimal), nameof(decimal.Truncate))]),
        Direct("sqrt", Methods(typeof(Math), nameof(Math.Sqrt))),
        Direct("exp", Methods(typeof(Math), nameof(Math.Exp))),
        Direct("log", Methods(typeof(Math), nameof(Math.Log))),
        Direct("log10", Methods(typeof(Math), nameof(Math.Log10))),
        Direct("log2", Methods(typeof(Math), nameof(Math.Log2))),
        Direct("pow", Methods(typeof(Math), nameof(Math.Pow))),
        Direct("is_nan", Method(typeof(double), nameof(double.IsNaN), typeof(double)), Method(typeof(float), nameof(float.IsNaN), typeof(float))),
        Direct("is_finite", Method(typeof(double), nameof(double.IsFinite), typeof(double)), Method(typeof(float), nameof(float.IsFinite), typeof(float))),
    ];
}
