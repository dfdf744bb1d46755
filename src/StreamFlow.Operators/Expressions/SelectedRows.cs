using StreamFlow.Data;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Operators.Expressions;

/// <summary>Some rows of a batch as a batch of their own, with only those columns filled that an expression reads, and with the rows' offsets for its errors.</summary>
internal sealed class SelectedRows
{
    private readonly int[] _used;
    private readonly RowOrigin _origin = new();
    private ColumnBatch? _batch;

    public SelectedRows(ScalarExpression expression)
    {
        var used = new SortedSet<int>();
        AddColumns(expression, used);
        _used = [.. used];
    }

    public ColumnBatch Gather(ColumnBatch input, ReadOnlySpan<int> rows)
    {
        if (_batch is null || !ReferenceEquals(_batch.Schema, input.Schema))
            _batch = CreateBatch(input);
        foreach (var index in _used)
        {
            _batch.Columns[index].Reset();
            _batch.Columns[index].AppendRows(input.Columns[index], rows);
        }

        _origin.Partition = input.Origin.Partition;
        _origin.Offsets.Reset();
        if (input.Origin.Offsets.Length != 0)
            _origin.Offsets.AppendRows(input.Origin.Offsets, rows);
        _batch.RowCount = rows.Length;
        return _batch;
    }

    private ColumnBatch CreateBatch(ColumnBatch input)
    {
        var columns = (Column[])input.Columns.Clone();
        foreach (var index in _used)
            columns[index] = Column.Create(columns[index].Type);
        return new ColumnBatch(input.Schema, columns, _origin);
    }

    private static void AddColumns(ScalarExpression expression, SortedSet<int> used)
    {
        if (expression is ColumnExpression column)
            used.Add(column.Index);
        foreach (var operand in expression.Operands)
            AddColumns(operand, used);
    }
}
