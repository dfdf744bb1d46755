using StreamFlow.Data;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

public sealed class FilterAndProjectionTests
{
    [Fact]
    public void A_filter_gives_the_rows_whose_condition_is_true_and_null_is_not()
    {
        var filter = new PredicateFilter(TestRows.Col(0, DataType.Boolean));
        for (var rows = 0; rows < 300; rows += 7)
        {
            var random = new Random(rows);
            var values = Enumerable.Range(0, rows).Select(_ => random.Next(3) switch { 0 => true, 1 => (object?)false, _ => null }).ToArray();
            var expected = Enumerable.Range(0, rows).Where(row => values[row] is true);
            Assert.Equal(expected, filter.Select(TestRows.Batch(rows, TestRows.Column(DataType.Boolean, values, true))).ToArray());
        }
    }

    [Fact]
    public void A_filter_answers_all_and_none_as_well()
    {
        var filter = new PredicateFilter(TestRows.Col(0, DataType.Boolean));
        foreach (var rows in new[] { 9, 3, 200 })
        {
            Assert.Equal(Enumerable.Range(0, rows), filter.Select(Same(rows, true)).ToArray());
            Assert.True(filter.Select(Same(rows, false)).IsEmpty);
        }
    }

    [Fact]
    public void A_projection_shares_columns_and_origin()
    {
        var input = TestRows.Batch(2, TestRows.Column(DataType.Int32, [1, 2], 0), TestRows.Column(DataType.String, ["a", "b"], ""));
        var sum = new BinaryExpression(BinaryOperator.Add, TestRows.Col(0, DataType.Int32), new ConstantExpression(10, DataType.Int32), DataType.Int32, true);
        var projection = new Projection(
            [new ProjectedColumn(new Field("name", DataType.String), TestRows.Col(1, DataType.String)), new ProjectedColumn(new Field("sum", DataType.Int32), sum)]);
        var output = projection.Evaluate(input);
        Assert.Same(input.Columns[1], output.Columns[0]);
        Assert.Same(input.Origin, output.Origin);
        Assert.Equal(2, output.RowCount);
        Assert.Equal([11, 12], TestRows.Values(output.Columns[1]));
        Assert.Equal("(name: string, sum: int32)", output.Schema.ToString());
    }

    private static ColumnBatch Same(int rows, bool value) =>
        TestRows.Batch(rows, TestRows.Column(DataType.Boolean, [.. Enumerable.Repeat((object?)value, rows)], true));
}
