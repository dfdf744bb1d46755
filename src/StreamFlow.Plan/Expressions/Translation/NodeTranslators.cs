using System.Linq.Expressions;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>Which translator takes which kind of node: one line a kind.</summary>
internal static class NodeTranslators
{
    private static readonly Dictionary<ExpressionType, Func<Linq.Expression, ExpressionTranslator, ScalarExpression>> ByKind = new()
    {
        [ExpressionType.MemberAccess] = Of<Linq.MemberExpression>(MemberTranslator.Translate),
        [ExpressionType.Call] = Of<Linq.MethodCallExpression>(CallTranslator.Translate),
        [ExpressionType.Convert] = Of<Linq.UnaryExpression>(ConversionTranslator.Translate),
        [ExpressionType.ConvertChecked] = Of<Linq.UnaryExpression>(ConversionTranslator.Translate),
        [ExpressionType.New] = Of<Linq.Expression>(RowAssembler.Nested),
        [ExpressionType.MemberInit] = Of<Linq.Expression>(RowAssembler.Nested),
        [ExpressionType.Conditional] = Of<Linq.ConditionalExpression>(ConditionalTranslator.Translate),
        [ExpressionType.Coalesce] = Of<Linq.BinaryExpression>(CoalesceTranslator.Translate),
        [ExpressionType.Add] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.AddChecked] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.Subtract] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.SubtractChecked] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.Multiply] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.MultiplyChecked] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.Divide] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.Modulo] = Of<Linq.BinaryExpression>(ArithmeticTranslator.Translate),
        [ExpressionType.Negate] = Of<Linq.UnaryExpression>(ArithmeticTranslator.Negate),
        [ExpressionType.NegateChecked] = Of<Linq.UnaryExpression>(ArithmeticTranslator.Negate),
        [ExpressionType.Equal] = Of<Linq.BinaryExpression>(ComparisonTranslator.Equality),
        [ExpressionType.NotEqual] = Of<Linq.BinaryExpression>(ComparisonTranslator.Equality),
        [ExpressionType.LessThan] = Of<Linq.BinaryExpression>(ComparisonTranslator.Ordering),
        [ExpressionType.LessThanOrEqual] = Of<Linq.BinaryExpression>(ComparisonTranslator.Ordering),
        [ExpressionType.GreaterThan] = Of<Linq.BinaryExpression>(ComparisonTranslator.Ordering),
        [ExpressionType.GreaterThanOrEqual] = Of<Linq.BinaryExpression>(ComparisonTranslator.Ordering),
        [ExpressionType.AndAlso] = Of<Linq.BinaryExpression>(LogicalTranslator.Translate),
        [ExpressionType.OrElse] = Of<Linq.BinaryExpression>(LogicalTranslator.Translate),
        [ExpressionType.And] = Of<Linq.BinaryExpression>(LogicalTranslator.Translate),
        [ExpressionType.Or] = Of<Linq.BinaryExpression>(LogicalTranslator.Translate),
        [ExpressionType.ExclusiveOr] = Of<Linq.BinaryExpression>(LogicalTranslator.Translate),
        [ExpressionType.Not] = Of<Linq.UnaryExpression>(LogicalTranslator.Not),
        [ExpressionType.ArrayLength] = Of<Linq.UnaryExpression>(ListTranslator.ArrayLength),
        [ExpressionType.ArrayIndex] = Of<Linq.BinaryExpression>(ListTranslator.ArrayIndex),
    };

    public static ScalarExpression Translate(Linq.Expression node, ExpressionTranslator translator)
    {
        if (ByKind.TryGetValue(node.NodeType, out var translate))
            return translate(node, translator);
        var because = node.NodeType switch
        {
            ExpressionType.Invoke => "it calls a delegate",
            ExpressionType.Lambda or ExpressionType.Quote => "a lambda is no value of a column",
            ExpressionType.Parameter => "by itself it is no value",
            ExpressionType.NewArrayInit or ExpressionType.NewArrayBounds or ExpressionType.ListInit => "it makes a collection for each row",
            ExpressionType.TypeIs or ExpressionType.TypeAs => "a column has one type",
            _ => $"there is no column operation for {node.NodeType}",
        };
        throw Refusal.Of(node, because);
    }

    private static Func<Linq.Expression, ExpressionTranslator, ScalarExpression> Of<TNode>(Func<TNode, ExpressionTranslator, ScalarExpression> translate)
        where TNode : Linq.Expression => (node, translator) => translate((TNode)node, translator);
}
