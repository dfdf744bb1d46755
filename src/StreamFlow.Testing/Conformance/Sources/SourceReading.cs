using System.Diagnostics;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>A reader as a worker uses it: on one thread at a time, range after range, and each batch held against the contract.</summary>
internal sealed class SourceReading : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);
    private readonly TimeSpan _patience;
    private readonly int _rowsMax;
    private readonly SourceReader _reader;
    private readonly SourceBatch _batch;
    private readonly ColumnBatch _full;
    private readonly List<int> _notRead = [];

    public SourceReading(SourceConformance kit, SourceConnection connection, int? rowsMax, IReadOnlyCollection<string> withoutColumns)
    {
        var type = RowType.Of<ConformanceRow>();
        var read = new List<int>();
        for (var i = 0; i < type.Members.Count; i++)
            (withoutColumns.Contains(type.Members[i].Property.Name) ? _notRead : read).Add(i);
        var columns = new RowSchema([.. read.Select(index => type.Schema[index])]);
        var options = new SourceReaderOptions(columns);
        options = rowsMax is { } most ? options with { RowsMax = most } : options;
        _rowsMax = options.RowsMax;
        _patience = kit.Patience;
        _reader = connection.OpenReader(options);
        _batch = new SourceBatch(columns);

        var all = type.Schema.Fields.Select(field => Column.Create(field.Type)).ToArray();
        foreach (var (position, index) in read.Index())
            all[index] = _batch.Rows.Columns[position];
        _full = new ColumnBatch(type.Schema, all, _batch.Rows.Origin);
    }

    /// <summary>The records that did not decode, in the order in which they came.</summary>
    public List<BadRecord> BadRecords { get; } = [];

    /// <summary>Reads ranges to their ends.</summary>
    public Task<IReadOnlyList<ReadRow>> ReadAsync(IReadOnlyList<PartitionAssignment> ranges) => ReadSomeAsync(ranges, int.MaxValue);

    /// <summary>Reads a few batches of the ranges and leaves the rest.</summary>
    public Task<IReadOnlyList<ReadRow>> ReadSomeAsync(IReadOnlyList<PartitionAssignment> ranges, int batches) => Task.Run<IReadOnlyList<ReadRow>>(() => Read(ranges, batches));

    public void Dispose() => _reader.Dispose();

    private List<ReadRow> Read(IReadOnlyList<PartitionAssignment> ranges, int batchesMost)
    {
        var rows = new List<ReadRow>();
        var open = ranges.Where(range => range.From < range.To).ToDictionary(range => range.Partition);
        var started = Stopwatch.GetTimestamp();
        _reader.Assign(ranges);
        for (var batches = 0; open.Count > 0 && batches < batchesMost;)
        {
            CheckFailure.Require(
                Stopwatch.GetElapsedTime(started) < _patience,
                $"the ranges {string.Join(", ", ranges)} were not read to their ends within {_patience.TotalSeconds} s; open are {string.Join(", ", open.Values)}");
            if (!_reader.Read(_batch, Wait))
                continue;
            batches++;
            Take(open, rows);
        }

        return rows;
    }

    private void Take(Dictionary<int, PartitionAssignment> open, List<ReadRow> rows)
    {
        var found = open.TryGetValue(_batch.Partition, out var range);
        CheckFailure.Require(found, $"a batch is of partition {_batch.Partition}, of which nothing is to be read");
        CheckFailure.Require(_batch.NextOffset <= range.To, $"partition {range.Partition} goes on at offset {_batch.NextOffset}, behind the range's end {range.To}");
        CheckFailure.Require(_batch.NextOffset > range.From, $"a batch of partition {range.Partition} goes on at offset {_batch.NextOffset} and so brings it nowhere from {range.From}");
        var count = _batch.Rows.RowCount;
        CheckFailure.Require(count + _batch.BadRecords.Count <= _rowsMax, $"a batch has {count} rows and {_batch.BadRecords.Count} bad records; at most {_rowsMax} were asked for");
        var origin = _batch.Rows.Origin;
        CheckFailure.Require(origin.Offsets.Length == count && origin.Timestamps.Length == count, $"a batch of {count} rows has {origin.Offsets.Length} offsets and {origin.Timestamps.Length} timestamps");
        RequireOffsets(range);

        _full.RowCount = count;
        foreach (var index in _notRead)
        {
            _full.Columns[index].Reset();
            for (var row = 0; row < count; row++)
                _full.Columns[index].AppendNull();
        }

        for (var row = 0; row < count; row++)
            rows.Add(new ReadRow(range.Partition, origin.Offsets[row], origin.Timestamps[row], RowReader.For<ConformanceRow>().Read(_full, row)));
        BadRecords.AddRange(_batch.BadRecords);
        if (_batch.NextOffset == range.To)
            open.Remove(range.Partition);
        else
            open[range.Partition] = range with { From = _batch.NextOffset };
    }

    private void RequireOffsets(PartitionAssignment range)
    {
        var last = range.From - 1;
        for (var row = 0; row < _batch.Rows.RowCount; row++)
        {
            var offset = _batch.Rows.Origin.Offsets[row];
            CheckFailure.Require(offset > last && offset < _batch.NextOffset, $"a row of partition {range.Partition} has offset {offset}; it must lie behind {last} and before {_batch.NextOffset}");
            last = offset;
        }

        foreach (var bad in _batch.BadRecords)
        {
            CheckFailure.Require(
                bad.Partition == range.Partition && bad.Offset >= range.From && bad.Offset < _batch.NextOffset,
                $"a bad record is said to stand in partition {bad.Partition} at offset {bad.Offset}; the batch is of partition {range.Partition}, offsets {range.From} to {_batch.NextOffset}");
        }
    }
}
