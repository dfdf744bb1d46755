using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

/// <summary>And, or, conditional, coalesce: what a branch may not see, and what comes together again.</summary>
public sealed class BranchTests
{
    private static readonly ScalarExpression X = TestRows.Col(0, DataType.Int32);
    private static readonly ScalarExpression TenByX = new BinaryExpression(BinaryOperator.Divide, Int(10), X, DataType.Int32, true);

    [Fact]
    public void The_right_side_of_and_sees_only_rows_where_the_left_is_true()
    {
        var guarded = Logical(BinaryOperator.And, Compare(BinaryOperator.NotEqual, X, 0), Compare(BinaryOperator.Greater, TenByX, 1));
        Assert.Equal([false, true, false, true], TestRows.Evaluate(guarded, Batch(0, 2, 20, 5)));
        Assert.Equal([false, false], TestRows.Evaluate(guarded, Batch(0, 0)));
        Assert.Empty(TestRows.Evaluate(guarded, Batch()));
    }

    [Fact]
    public void The_right_side_of_or_sees_only_rows_where_the_left_is_false()
    {
        var guarded = Logical(BinaryOperator.Or, Compare(BinaryOperator.Equal, X, 0), Compare(BinaryOperator.Greater, TenByX, 1));
        Assert.Equal([true, true, false, true], TestRows.Evaluate(guarded, Batch(0, 2, 20, 5)));
    }

    [Fact]
    public void And_and_or_of_nulls_are_those_of_csharp()
    {
        bool?[] values = [true, false, null];
        var left = values.SelectMany(value => Enumerable.Repeat(value, 3)).ToArray();
        var right = Enumerable.Repeat(values, 3).SelectMany(all => all).ToArray();
        var batch = TestRows.Batch(
            9, TestRows.Column(DataType.Boolean, [.. left.Cast<object?>()], true), TestRows.Column(DataType.Boolean, [.. right.Cast<object?>()], true));
        var (a, b) = (TestRows.Col(0, DataType.Boolean), TestRows.Col(1, DataType.Boolean));
        Assert.Equal(left.Zip(right, (l, r) => (object?)(l & r)), TestRows.Evaluate(Logical(BinaryOperator.And, a, b), batch));
        Assert.Equal(left.Zip(right, (l, r) => (object?)(l | r)), TestRows.Evaluate(Logical(BinaryOperator.Or, a, b), batch));
        Assert.Equal(left.Select(l => (object?)!l), TestRows.Evaluate(new UnaryExpression(UnaryOperator.Not, a), batch));
    }

    [Fact]
    public void A_conditional_sees_each_branch_for_its_rows_only()
    {
        var safe = new ConditionalExpression(Compare(BinaryOperator.Equal, X, 0), Int(-1), TenByX);
        Assert.Equal([-1, 5, 3, -1], TestRows.Evaluate(safe, Batch(0, 2, 3, 0)));
        Assert.Equal([-1], TestRows.Evaluate(safe, Batch(0)));
        Assert.Equal([10], TestRows.Evaluate(safe, Batch(1)));
        Assert.Empty(TestRows.Evaluate(safe, Batch()));
    }

    [Fact]
    public void A_failure_inside_a_branch_names_the_row_of_the_batch()
    {
        var wrong = new ConditionalExpression(Compare(BinaryOperator.Greater, X, 5), Int(1), TenByX);
        TestRows.Fails(wrong, Batch(7, 2, 9, 0), 3, "(10 / a): a division by zero");
    }

    [Fact]
    public void A_null_test_takes_the_other_branch()
    {
        var expression = new ConditionalExpression(TestRows.Col(0, DataType.Boolean), new ConstantExpression("yes", DataType.String), TestRows.Col(1, DataType.String));
        var batch = TestRows.Batch(3, TestRows.Column(DataType.Boolean, [true, false, null], true), TestRows.Column(DataType.String, ["a", null, "c"], "x"));
        Assert.Equal(["yes", null, "c"], TestRows.Evaluate(expression, batch));
    }

    [Fact]
    public void Conditionals_of_every_type_take_the_right_rows()
    {
        foreach (var (name, (type, hard)) in TestValues.Numbers)
        {
            var random = new Random(1);
            var test = Enumerable.Range(0, 100).Select(_ => (object?)(random.Next(2) == 0)).ToArray();
            var (left, right) = (TestValues.Random(name, 100, random), TestValues.Random(name, 100, random));
            var expression = new ConditionalExpression(TestRows.Col(0, DataType.Boolean), TestRows.Col(1, type), TestRows.Col(2, type));
            var batch = TestRows.Batch(
                100, TestRows.Column(DataType.Boolean, test, true), TestRows.Column(type, left, hard[0]), TestRows.Column(type, right, hard[0]));
            TestValues.AssertSame([.. test.Select((yes, row) => yes is true ? left[row] : right[row])], TestRows.Evaluate(expression, batch), expression);
            var coalesce = new CoalesceExpression(TestRows.Col(1, type), TestRows.Col(2, type));
            TestValues.AssertSame([.. left.Select((value, row) => value ?? right[row])], TestRows.Evaluate(coalesce, batch), coalesce);
        }
    }

    [Fact]
    public void Coalesce_sees_its_second_side_only_where_the_first_is_null()
    {
        var y = TestRows.Col(1, DataType.Int32);
        var batch = TestRows.Batch(4, TestRows.Column(DataType.Int32, [0, 2, 5, 0], 0), TestRows.Column(DataType.Int32, [8, null, null, 9], 0));
        Assert.Equal([8, 5, 2, 9], TestRows.Evaluate(new CoalesceExpression(y, TenByX), batch));
    }

    [Fact]
    public void Coalesced_text_and_the_length_behind_a_null_check()
    {
        var text = TestRows.Col(0, DataType.String);
        var length = new FunctionExpression("length", [new RequireExpression(text, "a")], DataType.Int32, false);
        var safe = new ConditionalExpression(new IsNullExpression(text), Int(0), length);
        var batch = TestRows.Batch(3, TestRows.Column(DataType.String, ["abc", null, "ä😀"], "junk"));
        Assert.Equal([3, 0, 3], TestRows.Evaluate(safe, batch));
        Assert.Equal(["abc", "?", "ä😀"], TestRows.Evaluate(new CoalesceExpression(text, new ConstantExpression("?", DataType.String)), batch));
        TestRows.Fails(length, batch, 1, "a is null");
    }

    private static ConstantExpression Int(int value) => new(value, DataType.Int32);

    private static BinaryExpression Compare(BinaryOperator op, ScalarExpression left, int right) => new(op, left, Int(right), DataType.Boolean, false);

    private static BinaryExpression Logical(BinaryOperator op, ScalarExpression left, ScalarExpression right) => new(op, left, right, DataType.Boolean, true);

    private static ColumnBatch Batch(params int[] values) =>
        TestRows.Batch(values.Length, TestRows.Column(DataType.Int32, [.. values.Cast<object?>()], 0));
}
