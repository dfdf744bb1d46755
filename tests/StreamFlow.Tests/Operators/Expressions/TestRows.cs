using StreamFlow.Data;
using StreamFlow.Operators.Expressions;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Expressions;

/// <summary>Columns and batches out of plain values, and back. Row i stands at iot/3, offset 100 + 2i.</summary>
internal static class TestRows
{
    /// <summary>A column of the values; where one is null, something else stands underneath.</summary>
    public static Column Column(DataType type, IReadOnlyList<object?> values, object garbage)
    {
        var column = StreamFlow.Data.Column.Create(type);
        for (var row = 0; row < values.Count; row++)
        {
            ((dynamic)column).Append((dynamic)(values[row] ?? garbage));
            if (values[row] is null)
                column.MarkNull(row);
        }

        return column;
    }

    public static ColumnBatch Batch(int rows, params Column[] columns)
    {
        var schema = new RowSchema([.. columns.Select((column, i) => new Field(Name(i), column.Type) { Nullable = true })]);
        var origin = new RowOrigin { Partition = new SourcePartition("iot", 3) };
        for (var row = 0; row < rows; row++)
            origin.Offsets.Append(100 + (2 * row));
        return new ColumnBatch(schema, columns, origin) { RowCount = rows };
    }

    public static ColumnExpression Col(int index, DataType type) => new(index, Name(index), type, true);

    public static object?[] Values(Column column) => [.. Enumerable.Range(0, column.Length).Select(row => Value(column, row))];

    public static object? Value(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        BinaryColumn text => text.GetString(row),
        StructColumn rows => rows.Children.Select(child => Value(child, row)).ToArray(),
        _ => (object)((dynamic)column)[row],
    };

    public static object?[] Evaluate(ScalarExpression expression, ColumnBatch input)
    {
        var column = ExpressionEvaluator.Compile(expression).Evaluate(input);
        Assert.Equal(input.RowCount, column.Length);
        Assert.Equal(expression.Type, column.Type);
        return Values(column);
    }

    /// <summary>The expression fails, names itself and the row's position.</summary>
    public static void Fails(ScalarExpression expression, ColumnBatch input, int row, string named)
    {
        var fault = Assert.Throws<StreamFaultException>(() => ExpressionEvaluator.Compile(expression).Evaluate(input));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains(named, fault.Problem, StringComparison.Ordinal);
        Assert.EndsWith($"iot/3@{100 + (2 * row)}", fault.Problem, StringComparison.Ordinal);
        Assert.NotNull(fault.WayOut);
    }

    private static string Name(int index) => ((char)('a' + index)).ToString();
}
