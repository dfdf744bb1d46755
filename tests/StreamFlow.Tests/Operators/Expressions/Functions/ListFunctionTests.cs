using StreamFlow.Data;
using StreamFlow.Operators.Expressions.Functions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions.Functions;

public sealed class ListFunctionTests
{
    private static readonly DataType Doubles = DataType.List(DataType.Double, true);

    [Fact]
    public void Length_contains_and_element_at()
    {
        var lists = Lists([[], [1.0, null, double.NaN], [2.0]]);
        Assert.Equal([0, 3, 1], TestRows.Evaluate(Call("list_length", DataType.Int32, TestRows.Col(0, Doubles)), TestRows.Batch(3, lists)));
        Assert.Equal([false, true, false], Contains(lists, 1.0));
        Assert.Equal([false, true, false], Contains(lists, null));
        Assert.Equal([false, true, false], Contains(lists, double.NaN));

        var items = Call("element_at", DataType.Double, TestRows.Col(0, Doubles), TestRows.Col(1, DataType.Int32));
        var filled = Lists([[1.0, null], [2.0]]);
        Assert.Equal([null, 2.0], TestRows.Evaluate(items, TestRows.Batch(2, filled, TestRows.Column(DataType.Int32, [1, 0], 0))));
        TestRows.Fails(items, TestRows.Batch(2, filled, TestRows.Column(DataType.Int32, [0, 1], 0)), 1, "position 1 is outside a list of 1");
        TestRows.Fails(items, TestRows.Batch(2, filled, TestRows.Column(DataType.Int32, [-1, 0], 0)), 0, "position -1");
    }

    [Fact]
    public void Bytes_have_a_length()
    {
        var bytes = TestRows.Column(DataType.Binary, [new byte[3], null, Array.Empty<byte>()], new byte[9]);
        Assert.Equal([3, null, 0], TestRows.Evaluate(Call("byte_length", DataType.Int32, TestRows.Col(0, DataType.Binary)), TestRows.Batch(3, bytes)));
    }

    [Fact]
    public void An_unknown_function_is_an_internal_error()
    {
        var fault = Assert.Throws<StreamFaultException>(() => StreamFlow.Operators.Expressions.ExpressionEvaluator.Compile(Call("nothing", DataType.Int32)));
        Assert.Equal(FaultOrigin.Internal, fault.Origin);
        Assert.DoesNotContain("nothing", ScalarFunctionKernels.Names);
    }

    private static object?[] Contains(ListColumn lists, object? item) =>
        TestRows.Evaluate(Call("list_contains", DataType.Boolean, TestRows.Col(0, Doubles), new ConstantExpression(item, DataType.Double)), TestRows.Batch(3, lists));

    private static FunctionExpression Call(string name, DataType type, params ScalarExpression[] arguments) => new(name, arguments, type, false);

    private static ListColumn Lists(double?[][] rows)
    {
        var lists = new ListColumn(Doubles);
        foreach (var row in rows)
        {
            foreach (var item in row)
            {
                if (item is { } value)
                    ((ValueColumn<double>)lists.Items).Append(value);
                else
                    lists.Items.AppendNull();
            }

            lists.AppendRow();
        }

        return lists;
    }
}
