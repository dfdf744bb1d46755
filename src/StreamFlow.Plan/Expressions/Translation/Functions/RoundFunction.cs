using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Rounding, to even by default as in C#, or away from zero.</summary>
internal static class RoundFunction
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
        [new([.. Methods(typeof(Math), nameof(Math.Round)), .. Methods(typeof(decimal), nameof(decimal.Round))], Translate)];

    private static FunctionExpression Translate(FunctionCall call)
    {
        if (call.Operands[^1].Type != typeof(MidpointRounding))
            return call.As("round");
        var name = call.Fixed<MidpointRounding>(call.Operands.Count - 1) switch
        {
            MidpointRounding.ToEven => "round",
            MidpointRounding.AwayFromZero => "round_away_from_zero",
            var other => throw Refusal.Of(call.Node, $"there is no rounding {other}", "use ToEven, AwayFromZero, or Math.Floor, Math.Ceiling, Math.Truncate"),
        };
        return call.As(name, call.Operands.Count - 1);
    }
}
