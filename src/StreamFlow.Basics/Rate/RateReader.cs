using StreamFlow.Connectors;
using StreamFlow.Data;

namespace StreamFlow.Basics.Rate;

/// <summary>Computes the rows of a range straight into columns.</summary>
internal sealed class RateReader : SourceReader
{
    private readonly RateSource _source;
    private readonly RatePace _pace;
    private readonly int _rowsMax;
    private readonly int _valueColumn;
    private readonly int _timestampColumn;
    private readonly double _microsecondsPerRow;
    private readonly long _start;
    private readonly Queue<PartitionAssignment> _open = new();

    public RateReader(RateSource source, RatePace pace, SourceReaderOptions options)
    {
        _source = source;
        _pace = pace;
        _rowsMax = options.RowsMax;
        _valueColumn = options.Columns.IndexOf("value");
        _timestampColumn = options.Columns.IndexOf("timestamp");
        _microsecondsPerRow = source.Speed / source.RowsPerSecond * 1e6;
        _start = EventTime.ToMicroseconds(source.Start);
    }

    public override void Assign(IReadOnlyList<PartitionAssignment> ranges)
    {
        _open.Clear();
        foreach (var range in ranges)
        {
            _pace.Ensure(range.Partition, range.To);
            if (range.From < range.To)
                _open.Enqueue(range);
        }
    }

    public override bool Read(SourceBatch batch, TimeSpan wait)
    {
        batch.Reset();
        if (!_open.TryDequeue(out var range))
            return false;
        var rows = (int)Math.Min(_rowsMax, range.To - range.From);
        Fill(batch.Rows, range.Partition, range.From, rows);
        batch.Partition = range.Partition;
        batch.NextOffset = range.From + rows;
        batch.Bytes = 16L * rows;
        if (batch.NextOffset < range.To)
            _open.Enqueue(range with { From = batch.NextOffset });
        return true;
    }

    private void Fill(ColumnBatch batch, int partition, long from, int rows)
    {
        var offsets = batch.Origin.Offsets.AppendUninitialized(rows);
        var timestamps = batch.Origin.Timestamps.AppendUninitialized(rows);
        for (var row = 0; row < rows; row++)
        {
            offsets[row] = from + row;
            // From the value each time, never added up: the same row has the same time wherever a range begins.
            timestamps[row] = _start + (long)(ValueAt(from + row, partition) * _microsecondsPerRow);
        }

        if (_valueColumn >= 0)
        {
            var values = ((ValueColumn<long>)batch.Columns[_valueColumn]).AppendUninitialized(rows);
            for (var row = 0; row < rows; row++)
                values[row] = ValueAt(from + row, partition);
        }

        if (_timestampColumn >= 0)
            ((ValueColumn<long>)batch.Columns[_timestampColumn]).Append(timestamps);
        batch.RowCount = rows;
    }

    private long ValueAt(long offset, int partition) => (offset * _source.Partitions) + partition;
}
