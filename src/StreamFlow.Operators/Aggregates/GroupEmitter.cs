using StreamFlow.Data;
using StreamFlow.State.Keys;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Turns combined groups into output batches of bounded size.</summary>
internal sealed class GroupEmitter
{
    /// <summary>Rows a batch at most.</summary>
    public const int RowsMax = 8192;

    private readonly KeyCodec _codec;
    private readonly int _keyCount;
    private readonly int _firstResult;
    private readonly ColumnBatch _batch;

    /// <param name="name">The operator's name: where its rows say they come from.</param>
    public GroupEmitter(AggregateShape shape, string name, bool hasWindow)
    {
        _codec = shape.CreateKeyCodec();
        _keyCount = shape.Keys.Count;
        _firstResult = _keyCount + (hasWindow ? 2 : 0);
        Invariant.Require(shape.Results.Count == _firstResult + shape.Calls.Count);
        _batch = new ColumnBatch(shape.Results);
        _batch.Origin.Partition = new SourcePartition(name, 0);
    }

    /// <summary>The number of the next row, over all epochs.</summary>
    public long NextOffset { get; set; }

    /// <summary>Emits groups of a window.</summary>
    /// <param name="carried">The watermark that the rows carry: before the window's end.</param>
    public void EmitWindow(GroupCombiner groups, long start, long end, long carried, RowConsumer output)
    {
        Invariant.Require(carried < end);
        for (var from = 0; from < groups.Count;)
        {
            var rows = Append(groups, from);
            Fill(_batch.Columns[_keyCount], start, rows);
            Fill(_batch.Columns[_keyCount + 1], end, rows);
            Fill(_batch.Origin.Timestamps, end - 1, rows);
            Fill(_batch.Origin.EventTimes, end - 1, rows);
            Fill(_batch.Origin.Watermarks, carried, rows);
            from += rows;
            FlushFull(output);
        }
    }

    /// <summary>Emits groups that have no window and no event time.</summary>
    public void Emit(GroupCombiner groups, RowConsumer output)
    {
        for (var from = 0; from < groups.Count;)
        {
            var rows = Append(groups, from);
            Fill(_batch.Origin.Timestamps, 0, rows);
            from += rows;
            FlushFull(output);
        }
    }

    /// <summary>Hands on what is left.</summary>
    public void Flush(RowConsumer output)
    {
        if (_batch.IsEmpty)
            return;
        output.Consume(_batch);
        _batch.Reset();
    }

    private int Append(GroupCombiner groups, int from)
    {
        var rows = Math.Min(groups.Count - from, RowsMax - _batch.RowCount);
        var keys = _batch.Columns.AsSpan(0, _keyCount);
        for (var group = from; group < from + rows; group++)
            _codec.Decode(groups.KeyOf(group), keys);
        var slots = groups.Slots.Slice(from, rows);
        for (var i = 0; i < groups.Accumulators.Count; i++)
            groups.Accumulators[i].Write(slots, _batch.Columns[_firstResult + i]);
        var offsets = _batch.Origin.Offsets.AppendUninitialized(rows);
        for (var i = 0; i < rows; i++)
            offsets[i] = NextOffset++;
        _batch.RowCount += rows;
        return rows;
    }

    private void FlushFull(RowConsumer output)
    {
        if (_batch.RowCount == RowsMax)
            Flush(output);
    }

    private static void Fill(Column column, long value, int rows) => ((ValueColumn<long>)column).AppendUninitialized(rows).Fill(value);
}
