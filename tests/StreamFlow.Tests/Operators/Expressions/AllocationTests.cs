using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

public sealed class AllocationTests
{
    private static readonly ScalarExpression X = TestRows.Col(0, DataType.Int32);
    private static readonly ScalarExpression Y = TestRows.Col(1, DataType.Double);
    private static readonly ScalarExpression Text = TestRows.Col(2, DataType.String);

    [Fact]
    public void A_warm_evaluator_allocates_nothing()
    {
        var tenByX = new BinaryExpression(BinaryOperator.Divide, Constant(10, DataType.Int32), X, DataType.Int32, true);
        var condition = new BinaryExpression(BinaryOperator.NotEqual, X, Constant(0, DataType.Int32), DataType.Boolean, false);
        ScalarExpression[] expressions =
        [
            new BinaryExpression(BinaryOperator.Multiply, Y, Constant(1.8, DataType.Double), DataType.Double, true),
            new BinaryExpression(BinaryOperator.Add, Y, Y, DataType.Double, true),
            new BinaryExpression(BinaryOperator.And, condition, new BinaryExpression(BinaryOperator.Greater, tenByX, X, DataType.Boolean, false), DataType.Boolean, false),
            new ConditionalExpression(condition, tenByX, X),
            new ConvertExpression(X, DataType.Int64, false),
            new ConvertExpression(X, DataType.Decimal, false),
            new CoalesceExpression(Text, Constant("none", DataType.String)),
            new BinaryExpression(BinaryOperator.Less, Text, Constant("m", DataType.String), DataType.Boolean, false),
            new InExpression(Text, [Constant("a", DataType.String), Constant("é", DataType.String)]),
            new FunctionExpression("upper", [Text], DataType.String, false),
            new FunctionExpression("concat", [Text, Text], DataType.String, false),
            new FunctionExpression("to_string", [Y], DataType.String, false),
            new StructExpression([X, Text], DataType.Struct([new Field("x", DataType.Int32), new Field("t", DataType.String)])),
        ];
        var batch = Batch();
        foreach (var expression in expressions)
        {
            var evaluator = ExpressionEvaluator.Compile(expression);
            AssertNothing(() => evaluator.Evaluate(batch), expression);
        }

        var filter = new PredicateFilter(condition);
        AssertNothing(() => filter.Select(batch), "filter");
        var projection = new Projection([new ProjectedColumn(new Field("d", DataType.Double), expressions[0]), new ProjectedColumn(new Field("x", DataType.Int32), X)]);
        AssertNothing(() => projection.Evaluate(batch), "projection");
        var hash = new RowHash();
        AssertNothing(() => hash.SumOfHashes(batch), "hash");
    }

    private static void AssertNothing(Action action, object what)
    {
        for (var i = 0; i < 3; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated == 0, $"{what} allocated {allocated} bytes");
    }

    private static ColumnBatch Batch()
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 500).ToArray();
        return TestRows.Batch(
            500,
            TestRows.Column(DataType.Int32, [.. rows.Select(row => (object?)(random.Next(5) == 0 ? null : random.Next(4)))], 0),
            TestRows.Column(DataType.Double, [.. rows.Select(row => (object?)(random.Next(5) == 0 ? null : random.NextDouble()))], 0.0),
            TestRows.Column(DataType.String, [.. rows.Select(row => (object?)(random.Next(5) switch { 0 => null, 1 => "é" + row, _ => "text" + row }))], ""));
    }

    private static ConstantExpression Constant(object value, DataType type) => new(value, type);
}
