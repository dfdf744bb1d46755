using System.Linq.Expressions;
using StreamFlow.Data;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>== != &lt; &lt;= &gt; &gt;=</summary>
internal static class ComparisonTranslator
{
    public static ScalarExpression Equality(Linq.BinaryExpression node, ExpressionTranslator translator)
    {
        var equal = Equal(node, node.Left, node.Right, translator);
        if (node.NodeType == ExpressionType.Equal)
            return equal;
        return equal is BinaryExpression comparison ? comparison with { Operator = BinaryOperator.NotEqual } : Scalars.Not(equal);
    }

    /// <summary>Whether two parts of an expression are equal, by value, as <c>==</c> has it for the types that columns have.</summary>
    /// <param name="node">The whole, for messages and for its operator.</param>
    public static ScalarExpression Equal(Linq.Expression node, Linq.Expression left, Linq.Expression right, ExpressionTranslator translator)
    {
        if (translator.IsNullLiteral(right))
            return new IsNullExpression(translator.Translate(left));
        if (translator.IsNullLiteral(left))
            return new IsNullExpression(translator.Translate(right));
        var (first, second) = (translator.Translate(left), translator.Translate(right));
        // A record compares by its members; other classes, arrays and lists by reference, which columns do not have.
        if (first.Type.Kind is TypeKind.List or TypeKind.Binary || (first.Type.Kind == TypeKind.Struct && node is not Linq.BinaryExpression { Method: not null }))
            throw Refusal.Of(node, "C# compares these by reference", "compare their members or items, or use a .Map(…)");
        return Scalars.Compare(BinaryOperator.Equal, first, second);
    }

    public static ScalarExpression Ordering(Linq.BinaryExpression node, ExpressionTranslator translator)
    {
        var (left, right) = (translator.Translate(node.Left), translator.Translate(node.Right));
        if (!NumericWidening.IsNumeric(left.Type) && left.Type.Kind is not (TypeKind.Timestamp or TypeKind.Duration or TypeKind.Date))
            throw Refusal.Of(node, $"there is no order of {left.Type}");
        return Scalars.Compare(OperatorOf(node.NodeType), left, right);
    }

    private static BinaryOperator OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.LessThan => BinaryOperator.Less,
        ExpressionType.LessThanOrEqual => BinaryOperator.LessOrEqual,
        ExpressionType.GreaterThan => BinaryOperator.Greater,
        _ => BinaryOperator.GreaterOrEqual,
    };
}
