using System.Globalization;
using System.Text.RegularExpressions;
using StreamFlow.Data;
using static StreamFlow.Plan.Expressions.Translation.Functions.ScalarFunction;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation.Functions;

/// <summary>Text one behind the other: +, string.Concat, and interpolation without formats. Null is empty; values that are no text become it as by ToString().</summary>
internal static partial class ConcatFunction
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        new([.. typeof(string).GetMethods().Where(method => method.Name == nameof(string.Concat) && IsConcat(method))], call => Join(Spread(call.Operands), call.Translator)),
        new([.. typeof(string).GetMethods().Where(method => method.Name == nameof(string.Format) && method.GetParameters()[0].ParameterType == typeof(string))], Format),
    ];

    public static ScalarExpression Join(IReadOnlyList<Linq.Expression> parts, ExpressionTranslator translator)
    {
        var texts = parts.Select(part => ConversionTranslator.StripUpcasts(part)).Select(part => ToStringFunction.TextOf(part, translator));
        return Join(texts);
    }

    private static ScalarExpression Join(IEnumerable<ScalarExpression> texts)
    {
        ScalarExpression[] flat = [.. texts.SelectMany(text => text is FunctionExpression { Function: "concat" } inner ? inner.Arguments : [text])];
        return flat.Length == 1 && !flat[0].Nullable ? flat[0] : Scalars.Function("concat", DataType.String, flat.Length == 1 ? [flat[0], Empty] : flat);
    }

    private static ConstantExpression Empty => new("", DataType.String);

    private static bool IsConcat(System.Reflection.MethodInfo method) =>
        !method.IsGenericMethod && method.GetParameters().All(parameter => parameter.ParameterType is var type
            && (type == typeof(string) || type == typeof(object) || type == typeof(string[]) || type == typeof(object[])));

    /// <summary>The arguments of a params array, or the arguments themselves.</summary>
    private static IReadOnlyList<Linq.Expression> Spread(IReadOnlyList<Linq.Expression> operands) =>
        operands is [Linq.NewArrayExpression array] ? array.Expressions : operands;

    private static ScalarExpression Format(FunctionCall call)
    {
        var format = call.Fixed<string>(0);
        var values = Spread([.. call.Operands.Skip(1)]);
        var parts = new List<ScalarExpression>();
        foreach (var piece in Pieces().EnumerateMatches(format))
        {
            var text = format.Substring(piece.Index, piece.Length);
            if (text is "{{" or "}}")
                parts.Add(new ConstantExpression(text[..1], DataType.String));
            else if (text[0] != '{')
                parts.Add(new ConstantExpression(text, DataType.String));
            else if (int.TryParse(text[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < values.Count)
                parts.Add(ToStringFunction.TextOf(ConversionTranslator.StripUpcasts(values[index]), call.Translator));
            else
                throw Refusal.Of(call.Node, $"there is no format as in '{text}'", "leave the format out, or format it in a .Map(…)");
        }

        return Join(parts);
    }

    [GeneratedRegex(@"\{\{|\}\}|\{[^{}]*\}|[^{}]+")]
    private static partial Regex Pieces();
}
