using StreamFlow.Data;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

public sealed class NestedTests
{
    private static readonly DataType Point = DataType.Struct([new Field("x", DataType.Int32), new Field("y", DataType.Int32)]);

    [Fact]
    public void A_field_is_the_childs_own_column_where_nothing_is_null()
    {
        var rows = Rows(nullRow: false);
        var evaluator = ExpressionEvaluator.Compile(new FieldExpression(TestRows.Col(0, Point), 1, DataType.Int32, false));
        Assert.Same(rows.Children[1], evaluator.Evaluate(TestRows.Batch(2, rows)));
    }

    [Fact]
    public void A_field_of_a_null_row_is_null_or_an_error()
    {
        var rows = Rows(nullRow: true);
        var batch = TestRows.Batch(2, rows);
        Assert.Equal([10, null], TestRows.Evaluate(new FieldExpression(TestRows.Col(0, Point), 0, DataType.Int32, true), batch));
        TestRows.Fails(new FieldExpression(TestRows.Col(0, Point), 0, DataType.Int32, false), batch, 1, "a.x: a is null");
    }

    [Fact]
    public void A_struct_is_a_view_and_its_fields_come_out_again()
    {
        var one = new ConstantExpression(1, DataType.Int32);
        var nested = new StructExpression([TestRows.Col(0, DataType.Int32), new BinaryExpression(BinaryOperator.Add, TestRows.Col(0, DataType.Int32), one, DataType.Int32, true)], Point);
        var evaluator = ExpressionEvaluator.Compile(nested);
        for (var rows = 3; rows >= 0; rows--)
        {
            var column = TestRows.Column(DataType.Int32, [.. Enumerable.Range(0, rows).Cast<object?>()], 0);
            var result = (StructColumn)evaluator.Evaluate(TestRows.Batch(rows, column));
            Assert.Equal(rows, result.Length);
            Assert.Same(column, result.Children[0]);
            Assert.Equal(rows, column.Length);
            Assert.Equal(Enumerable.Range(1, rows).Cast<object?>(), TestRows.Values(result.Children[1]));
        }

        Assert.Equal([1], TestRows.Evaluate(new FieldExpression(nested, 1, DataType.Int32, false), TestRows.Batch(1, TestRows.Column(DataType.Int32, [0], 0))));
    }

    [Fact]
    public void A_view_refuses_to_be_written_to()
    {
        var view = new StructColumn(Point, [Column.Create(DataType.Int32), Column.Create(DataType.Int32)]);
        Assert.Throws<StreamFaultException>(view.AppendNull);
        Assert.Throws<StreamFaultException>(view.AppendRow);
    }

    /// <summary>The second row may be null with values in its fields, which mean nothing then.</summary>
    private static StructColumn Rows(bool nullRow)
    {
        var rows = new StructColumn(Point);
        foreach (var x in new[] { 10, 20 })
        {
            ((ValueColumn<int>)rows.Children[0]).Append(x);
            ((ValueColumn<int>)rows.Children[1]).Append(-x);
            rows.AppendRow();
        }

        if (nullRow)
            rows.MarkNull(1);
        return rows;
    }
}
