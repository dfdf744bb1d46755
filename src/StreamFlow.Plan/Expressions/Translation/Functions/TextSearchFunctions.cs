using StreamFlow.Data;
using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Text within text. Ordinal, also where the CLR method without a StringComparison would ask the culture.</summary>
internal static class TextSearchFunctions
{
    private static readonly Type[][] Signatures =
        [[typeof(string)], [typeof(char)], [typeof(string), typeof(StringComparison)], [typeof(char), typeof(StringComparison)]];

    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        Search("contains", nameof(string.Contains)),
        Search("starts_with", nameof(string.StartsWith)),
        Search("ends_with", nameof(string.EndsWith)),
        Search("index_of", nameof(string.IndexOf)),
        new(Methods(typeof(string), nameof(string.Replace)), Replace),
    ];

    private static ScalarFunction Search(string name, string method) => new(
        [.. Signatures.Select(parameters => typeof(string).GetMethod(method, parameters)).OfType<System.Reflection.MethodInfo>()],
        call => Scalars.Function(name, call.ResultType, TextArguments.Of(call)));

    private static FunctionExpression Replace(FunctionCall call)
    {
        if (call.Operands.Count > 3 && (call.Operands.Count > 4 || TextArguments.IgnoresCase(call, 3)))
            throw Refusal.Of(call.Node, "text is replaced with regard to case");
        return Scalars.Function("replace", DataType.String, [.. Enumerable.Range(0, 3).Select(i => TextArguments.Text(call, i))]);
    }
}
