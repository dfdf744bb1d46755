using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>a.Equals(b) and object.Equals(a, b); those of text with a StringComparison are functions.</summary>
internal static class EqualsTranslator
{
    public static ScalarExpression? TryTranslate(Linq.MethodCallExpression node, ExpressionTranslator translator)
    {
        if (node.Method.Name != nameof(Equals))
            return null;
        Linq.Expression[] sides = node.Object is null ? [.. node.Arguments] : [node.Object, .. node.Arguments];
        if (sides.Length != 2)
            return null;
        var (left, right) = (ConversionTranslator.StripUpcasts(sides[0]), ConversionTranslator.StripUpcasts(sides[1]));
        if ((Nullable.GetUnderlyingType(left.Type) ?? left.Type) != (Nullable.GetUnderlyingType(right.Type) ?? right.Type) && !translator.IsNullLiteral(right))
            throw Refusal.Of(node, "values of two types are never Equals in C#", "convert one side to the other's type, and compare with ==");
        return ComparisonTranslator.Equal(node, left, right, translator);
    }
}
