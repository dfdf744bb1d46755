using System.Collections;
using StreamFlow.Data;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>
/// collection.Contains(value): of a collection known when the job is defined a test for one of its values, of a list in the row a search.
/// By its shape, because for arrays C# 14 binds to MemoryExtensions, older C# to Enumerable, and every collection has its own.
/// </summary>
internal static class ContainsTranslator
{
    public static ScalarExpression? TryTranslate(Linq.MethodCallExpression node, ExpressionTranslator translator)
    {
        if (node.Method.Name != "Contains" || node.Method.DeclaringType == typeof(string))
            return null;
        Linq.Expression[] operands = node.Object is null ? [.. node.Arguments] : [node.Object, .. node.Arguments];
        if (operands.Length == 3 && translator.IsNullLiteral(operands[2]))
            operands = operands[..2];
        if (operands.Length != 2)
            throw Refusal.Of(node, "values are compared by their own equality", "leave the comparer out; to ignore case compare ToUpperInvariant() of both");
        var collection = StripSpan(operands[0]);
        return translator.DependsOnRow(collection)
            ? InRow(collection, operands[1], node, translator)
            : InConstant(collection, operands[1], node, translator);
    }

    private static FunctionExpression InRow(Linq.Expression collection, Linq.Expression value, Linq.Expression node, ExpressionTranslator translator)
    {
        var list = translator.TranslateRequired(collection);
        if (list.Type.Kind != TypeKind.List)
            throw Refusal.Of(node, $"{list.Type} is no list");
        var item = translator.Translate(value);
        return Scalars.Function("list_contains", DataType.Boolean, list, item is ConstantExpression { Value: null } ? Scalars.Null(list.Type.Item.Type) : item);
    }

    private static InExpression InConstant(Linq.Expression collection, Linq.Expression value, Linq.Expression node, ExpressionTranslator translator)
    {
        var items = translator.Evaluate(collection) switch
        {
            null => throw Refusal.Of(node, "the collection is null"),
            HashSet<string> set when !IsOrdinal(set.Comparer) => throw Refusal.Of(node, "the set compares text in its own way", "compare ToUpperInvariant() of both"),
            IEnumerable sequence => sequence,
            _ => throw Refusal.Of(node, $"{collection.Type.Name} cannot be listed", "use an array"),
        };
        var operand = translator.Translate(value);
        var constants = items.Cast<object?>().Select(item =>
            item is null ? Scalars.Null(operand.Type)
            : ConstantTranslator.TryScalar(item, out var constant) ? constant
            : throw Refusal.Of(node, "the collection holds more than plain values"));
        // In the order of their text, so that a set's order does not enter the plan.
        return new InExpression(operand, [.. constants.DistinctBy(constant => constant.ToString()).OrderBy(constant => constant.ToString(), StringComparer.Ordinal)]);
    }

    private static bool IsOrdinal(IEqualityComparer<string> comparer) =>
        comparer.Equals(EqualityComparer<string>.Default) || comparer.Equals(StringComparer.Ordinal);

    /// <summary>The array behind a conversion to a span, which no expression can hold.</summary>
    private static Linq.Expression StripSpan(Linq.Expression node) => node switch
    {
        Linq.MethodCallExpression { Method.Name: "op_Implicit" or "AsSpan", Arguments: [var inner, ..] } => StripSpan(inner),
        Linq.UnaryExpression { Method.Name: "op_Implicit", Operand: var inner } => StripSpan(inner),
        _ => ConversionTranslator.StripUpcasts(node),
    };
}
