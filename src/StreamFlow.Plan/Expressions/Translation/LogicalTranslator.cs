using System.Linq.Expressions;
using StreamFlow.Data;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>&amp;&amp; || ! and, on booleans, &amp; | ^.</summary>
internal static class LogicalTranslator
{
    public static ScalarExpression Translate(Linq.BinaryExpression node, ExpressionTranslator translator)
    {
        RequireBoolean(node);
        var (left, right) = Scalars.Unify(translator.Translate(node.Left), translator.Translate(node.Right));
        if (node.NodeType != ExpressionType.ExclusiveOr)
            return Scalars.Binary(node.NodeType is ExpressionType.And or ExpressionType.AndAlso ? BinaryOperator.And : BinaryOperator.Or, left, right, DataType.Boolean);
        if (left.Nullable || right.Nullable)
            throw Refusal.Of(node, "a null has no opposite", "say what null counts as: (r.A ?? false) ^ (r.B ?? false)");
        return Scalars.Compare(BinaryOperator.NotEqual, left, right);
    }

    public static ScalarExpression Not(Linq.UnaryExpression node, ExpressionTranslator translator)
    {
        RequireBoolean(node);
        return Scalars.Not(translator.Translate(node.Operand));
    }

    private static void RequireBoolean(Linq.Expression node)
    {
        if ((Nullable.GetUnderlyingType(node.Type) ?? node.Type) != typeof(bool))
            throw Refusal.Of(node, "there are no operations on the bits of integers");
    }
}
