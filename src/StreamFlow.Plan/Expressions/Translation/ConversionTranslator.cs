using System.Linq.Expressions;
using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Casts and the conversions that the compiler inserts: between numbers, to and from enums, to and from nullable types, to a base type.</summary>
internal static class ConversionTranslator
{
    public static ScalarExpression Translate(Linq.UnaryExpression node, ExpressionTranslator translator)
    {
        var (from, to) = (node.Operand.Type, node.Type);
        if (from == typeof(DateTime) || to == typeof(DateTime) || from == typeof(DateTime?) || to == typeof(DateTime?))
            throw Refusal.Of(node, "between DateTime and DateTimeOffset the machine's time zone would decide", "use DateTimeOffset throughout");
        if (from == typeof(char) || to == typeof(char))
            throw Refusal.Of(node, "there is no column of characters", "use text: r.Name.StartsWith('x'), r.Name.Substring(0, 1) == \"x\"");
        var operand = translator.Translate(node.Operand);
        if (to.IsAssignableFrom(from))
            return operand;
        if (!ScalarTypes.TryGet(to, out var type))
            throw Refusal.Of(node, $"no column holds a {RowTypeNames.Of(to)}");
        if (Nullable.GetUnderlyingType(from) is not null && Nullable.GetUnderlyingType(to) is null)
            operand = Scalars.Require(operand, ExpressionText.Of(node.Operand));
        if (operand.Type.Equals(type))
            return operand;
        if (!NumericWidening.IsNumeric(operand.Type) || !NumericWidening.IsNumeric(type))
            throw Refusal.Of(node, $"there is no conversion from {RowTypeNames.Of(from)} to {RowTypeNames.Of(to)}");
        return Scalars.Convert(operand, type, node.NodeType == ExpressionType.ConvertChecked);
    }

    /// <summary>The expression without conversions to a base type, an interface or object.</summary>
    public static Linq.Expression StripUpcasts(Linq.Expression node)
    {
        while (node is Linq.UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs } cast && cast.Type.IsAssignableFrom(cast.Operand.Type))
            node = cast.Operand;
        return node;
    }
}
