using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Basics.Memory;

internal sealed class MemoryReader<T>(MemoryLog<T> log, SourceReaderOptions options) : SourceReader
    where T : class
{
    private readonly Queue<PartitionAssignment> _open = new();
    private readonly RowWriter<T> _writer = RowWriter.For<T>();

    // The row type's columns are filled first; the job may read fewer of them.
    private readonly ColumnBatch _whole = new(RowType.Of<T>().Schema);

    public override void Assign(IReadOnlyList<PartitionAssignment> ranges)
    {
        _open.Clear();
        foreach (var range in ranges)
        {
            if (range.To > log.End(range.Partition))
                throw StreamFaultException.User($"offsets {range.From} to {range.To} are not there: memory does not outlive its process", "start with another checkpoint directory");
            if (range.From < range.To)
                _open.Enqueue(range);
        }
    }

    public override bool Read(SourceBatch batch, TimeSpan wait)
    {
        batch.Reset();
        if (!_open.TryDequeue(out var range))
            return false;
        var rows = (int)Math.Min(options.RowsMax, range.To - range.From);
        _whole.Reset();
        foreach (var (row, timestamp) in log.Read(range.Partition, range.From, rows))
        {
            batch.Rows.Origin.Offsets.Append(range.From + _whole.RowCount);
            batch.Rows.Origin.Timestamps.Append(timestamp);
            _writer.Append(_whole, row);
        }

        for (var i = 0; i < options.Columns.Count; i++)
            batch.Rows.Columns[i].AppendAll(_whole.Columns[_whole.Schema.IndexOf(options.Columns[i].Name)]);
        batch.Rows.RowCount = rows;
        batch.Partition = range.Partition;
        batch.NextOffset = range.From + rows;
        batch.Bytes = _whole.Columns.Sum(column => column.ByteSize);
        if (batch.NextOffset < range.To)
            _open.Enqueue(range with { From = batch.NextOffset });
        return true;
    }
}
