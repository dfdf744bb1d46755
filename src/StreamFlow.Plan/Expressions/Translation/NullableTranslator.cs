using StreamFlow.Data.Rows;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>GetValueOrDefault() and GetValueOrDefault(other) of nullable values.</summary>
internal static class NullableTranslator
{
    public static ScalarExpression? TryTranslate(Linq.MethodCallExpression node, ExpressionTranslator translator)
    {
        if (node.Object is null || Nullable.GetUnderlyingType(node.Object.Type) is not { } type || node.Method.Name != nameof(Nullable<int>.GetValueOrDefault))
            return null;
        var value = translator.Translate(node.Object);
        var otherwise = node.Arguments.Count == 1
            ? translator.Translate(node.Arguments[0])
            : new ConstantExpression(ScalarTypes.ToStored(Activator.CreateInstance(type)!), value.Type);
        return Scalars.Coalesce(value, otherwise);
    }
}
