using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Whether text is equal, and which comes first: by its bytes. −1, 0 or 1; null comes first.</summary>
internal static class TextComparisonFunctions
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new(
            [
                Method(typeof(string), nameof(string.Equals), typeof(string), typeof(StringComparison)),
                Method(typeof(string), nameof(string.Equals), typeof(string), typeof(string), typeof(StringComparison)),
            ],
            Equal),
        new(
            [
                Method(typeof(string), nameof(string.Compare), typeof(string), typeof(string)),
                Method(typeof(string), nameof(string.Compare), typeof(string), typeof(string), typeof(StringComparison)),
                Method(typeof(string), nameof(string.CompareOrdinal), typeof(string), typeof(string)),
                Method(typeof(string), nameof(string.CompareTo), typeof(string)),
            ],
            Compare),
    ];

    private static BinaryExpression Equal(FunctionCall call)
    {
        var (left, right) = Sides(call);
        return Scalars.Compare(BinaryOperator.Equal, left, right);
    }

    private static FunctionExpression Compare(FunctionCall call)
    {
        var (left, right) = Sides(call);
        return Scalars.Function("compare", call.ResultType, left, right);
    }

    private static (ScalarExpression Left, ScalarExpression Right) Sides(FunctionCall call)
    {
        var ignoreCase = call.Operands.Count == 3 && TextArguments.IgnoresCase(call, 2);
        var (left, right) = (call.Optional(0), call.Optional(1));
        if (!ignoreCase)
            return (left, right);
        if (left.Nullable || right.Nullable)
            throw Refusal.Of(call.Node, "a side may be null", "say what null counts as: (r.Name ?? \"\")");
        return (TextArguments.Upper(left), TextArguments.Upper(right));
    }
}
