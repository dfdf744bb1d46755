using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>test ? then : otherwise</summary>
internal static class ConditionalTranslator
{
    public static ScalarExpression Translate(Linq.ConditionalExpression node, ExpressionTranslator translator)
    {
        var test = translator.Translate(node.Test);
        var (then, otherwise) = Scalars.Unify(translator.Translate(node.IfTrue), translator.Translate(node.IfFalse));
        return new ConditionalExpression(test, then, otherwise);
    }
}
