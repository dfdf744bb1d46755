using System.Reflection;
using StreamFlow.Data;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Lists in the row: how many items, and the item at a position. By their shape, because each collection type has its own members for it.</summary>
internal static class ListTranslator
{
    public static ScalarExpression ArrayLength(Linq.UnaryExpression node, ExpressionTranslator translator) => Length(node.Operand, translator);

    public static ScalarExpression ArrayIndex(Linq.BinaryExpression node, ExpressionTranslator translator) => ElementAt(node, node.Left, node.Right, translator);

    /// <summary>list.Count</summary>
    public static ScalarExpression? TryCount(Linq.MemberExpression node, ExpressionTranslator translator) =>
        node.Member is PropertyInfo { Name: "Count" or "Length" } && IsCollection(node.Expression!.Type) ? Length(node.Expression, translator) : null;

    /// <summary>list[i], list.Count()</summary>
    public static ScalarExpression? TryTranslate(Linq.MethodCallExpression node, ExpressionTranslator translator) => node switch
    {
        { Method.Name: "get_Item", Object: { } list, Arguments: [var index] } when IsCollection(list.Type) && index.Type == typeof(int) =>
            ElementAt(node, list, index, translator),
        { Method: { Name: nameof(Enumerable.Count), DeclaringType: var type }, Arguments: [var list] } when type == typeof(Enumerable) => Length(list, translator),
        _ => null,
    };

    private static bool IsCollection(Type type) => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);

    private static FunctionExpression Length(Linq.Expression list, ExpressionTranslator translator)
    {
        var value = translator.TranslateRequired(ConversionTranslator.StripUpcasts(list));
        return Scalars.Function(value.Type.Kind == TypeKind.Binary ? "byte_length" : "list_length", DataType.Int32, value);
    }

    private static FunctionExpression ElementAt(Linq.Expression node, Linq.Expression list, Linq.Expression index, ExpressionTranslator translator)
    {
        var value = translator.TranslateRequired(ConversionTranslator.StripUpcasts(list));
        if (value.Type.Kind != TypeKind.List)
            throw Refusal.Of(node, $"single items of {value.Type} are no column");
        var item = value.Type.Item;
        return new FunctionExpression("element_at", [value, translator.TranslateRequired(index)], item.Type, item.Nullable);
    }
}
