using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>value ?? otherwise</summary>
internal static class CoalesceTranslator
{
    public static ScalarExpression Translate(Linq.BinaryExpression node, ExpressionTranslator translator) =>
        Scalars.Coalesce(translator.Translate(node.Left), translator.Translate(node.Right));
}
