using StreamFlow.Data;

namespace StreamFlow.Operators.WindowAggregate;

/// <summary>Late rows as rows of the late-row node: the row itself, window end, watermark, how late, position (see <see cref="LateRow{T}"/>).</summary>
internal sealed class LateRows
{
    private readonly RowConsumer _output;
    private readonly ColumnBatch _batch;
    private readonly int[] _inputs;

    /// <param name="schema">The late-row node's: a struct of the row, two timestamps, a duration, a struct of source, partition and offset.</param>
    /// <param name="input">The columns of the rows that come in; fields of the row that are not among them are null.</param>
    public LateRows(RowSchema schema, RowSchema input, RowConsumer output)
    {
        Invariant.Require(schema.Count == 5 && schema[0].Type.Kind == TypeKind.Struct && schema[4].Type.Children.Count == 3);
        _output = output;
        _batch = new ColumnBatch(schema);
        _inputs = [.. schema[0].Type.Children.Select(field => input.IndexOf(field.Name))];
    }

    public void Add(ColumnBatch rows, int row, long windowEnd, long watermark)
    {
        var nested = (StructColumn)_batch.Columns[0];
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (_inputs[i] < 0)
                nested.Children[i].AppendNull();
            else
                nested.Children[i].AppendFrom(rows.Columns[_inputs[i]], row);
        }

        nested.AppendRow();
        Number(1).Append(windowEnd);
        Number(2).Append(watermark);
        Number(3).Append(watermark - windowEnd);
        var position = (StructColumn)_batch.Columns[4];
        ((BinaryColumn)position.Children[0]).Append(rows.Origin.Partition.Source);
        ((ValueColumn<int>)position.Children[1]).Append(rows.Origin.Partition.Partition);
        ((ValueColumn<long>)position.Children[2]).Append(rows.Origin.Offsets[row]);
        position.AppendRow();
        _batch.Origin.AppendRows(rows.Origin, [row]);
        _batch.RowCount++;
    }

    /// <summary>Hands the rows on that were added.</summary>
    public void Flush()
    {
        if (_batch.IsEmpty)
            return;
        _output.Consume(_batch);
        _batch.Reset();
    }

    public void Advance(LaneTime time) => _output.Advance(time);

    private ValueColumn<long> Number(int column) => (ValueColumn<long>)_batch.Columns[column];
}
