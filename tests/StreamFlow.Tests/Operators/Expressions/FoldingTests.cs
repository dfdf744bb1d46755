using StreamFlow.Data;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

public sealed class FoldingTests
{
    [Fact]
    public void What_is_constant_is_worked_out_once()
    {
        var sum = new BinaryExpression(BinaryOperator.Add, Int(2), Int(3), DataType.Int32, false);
        var text = new FunctionExpression("upper", [new ConstantExpression("é", DataType.String)], DataType.String, false);
        var more = new BinaryExpression(BinaryOperator.Greater, sum, Int(4), DataType.Boolean, false);
        Assert.Equal([true, true], TestRows.Evaluate(more, TestRows.Batch(2)));
        Assert.Equal([5, 5, 5], TestRows.Evaluate(sum, TestRows.Batch(3)));
        Assert.Equal(["É", "É"], TestRows.Evaluate(text, TestRows.Batch(2)));
        var evaluator = ExpressionEvaluator.Compile(sum);
        foreach (var rows in new[] { 3, 1, 0, 100, 2 })
            Assert.Equal(Enumerable.Repeat((object?)5, rows), TestRows.Values(evaluator.Evaluate(TestRows.Batch(rows))));
    }

    [Fact]
    public void What_fails_is_an_error_only_once_there_is_a_row()
    {
        var wrong = new BinaryExpression(BinaryOperator.Divide, Int(1), Int(0), DataType.Int32, false);
        Assert.Empty(TestRows.Evaluate(wrong, TestRows.Batch(0)));
        TestRows.Fails(wrong, TestRows.Batch(2), 0, "(1 / 0): a division by zero");
    }

    [Fact]
    public void A_constant_null_is_null_in_every_row() =>
        Assert.Equal([null, null], TestRows.Evaluate(new ConstantExpression(null, DataType.String), TestRows.Batch(2)));

    private static ConstantExpression Int(int value) => new(value, DataType.Int32);
}
