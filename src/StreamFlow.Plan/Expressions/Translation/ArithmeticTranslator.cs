using System.Linq.Expressions;
using StreamFlow.Data;
using StreamFlow.Plan.Expressions.Translation.Functions;
using Linq = System.Linq.Expressions;

namespace StreamFlow.Plan.Expressions.Translation;

/// <summary>+ − * / % on numbers, + and − on times, + on text.</summary>
internal static class ArithmeticTranslator
{
    public static ScalarExpression Translate(Linq.BinaryExpression node, ExpressionTranslator translator)
    {
        if (node.Type == typeof(string))
            return ConcatFunction.Join([node.Left, node.Right], translator);
        var (left, right) = (translator.Translate(node.Left), translator.Translate(node.Right));
        var @operator = OperatorOf(node.NodeType);
        if (NumericWidening.IsNumeric(left.Type) && NumericWidening.IsNumeric(right.Type))
        {
            (left, right) = Scalars.Unify(left, right);
            RefuseChecked(node, left.Type);
            return Scalars.Binary(@operator, left, right, left.Type);
        }

        var type = (left.Type.Kind, @operator, right.Type.Kind) switch
        {
            (TypeKind.Timestamp, BinaryOperator.Add or BinaryOperator.Subtract, TypeKind.Duration) => DataType.Timestamp,
            (TypeKind.Timestamp, BinaryOperator.Subtract, TypeKind.Timestamp) => DataType.Duration,
            (TypeKind.Duration, BinaryOperator.Add or BinaryOperator.Subtract, TypeKind.Duration) => DataType.Duration,
            (TypeKind.Duration, _, _) => throw Refusal.Of(node, "durations are only added and subtracted", "compute with its number: TimeSpan.FromSeconds(d.TotalSeconds * 2)"),
            _ => throw Refusal.Of(node, $"there is no {@operator} for {left.Type} and {right.Type}"),
        };
        return Scalars.Binary(@operator, left, right, type);
    }

    public static ScalarExpression Negate(Linq.UnaryExpression node, ExpressionTranslator translator)
    {
        var operand = translator.Translate(node.Operand);
        RefuseChecked(node, operand.Type);
        return new UnaryExpression(UnaryOperator.Negate, operand);
    }

    private static void RefuseChecked(Linq.Expression node, DataType type)
    {
        if (node.NodeType is ExpressionType.AddChecked or ExpressionType.SubtractChecked or ExpressionType.MultiplyChecked or ExpressionType.NegateChecked
            && NumericWidening.IsInteger(type))
            throw Refusal.Of(node, "integers of columns wrap, they are not checked for overflow", "write unchecked(…), compute with decimal, or use a .Map(…)");
    }

    private static BinaryOperator OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.Add or ExpressionType.AddChecked => BinaryOperator.Add,
        ExpressionType.Subtract or ExpressionType.SubtractChecked => BinaryOperator.Subtract,
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => BinaryOperator.Multiply,
        ExpressionType.Divide => BinaryOperator.Divide,
        _ => BinaryOperator.Remainder,
    };
}
