using System.Runtime.InteropServices;
using StreamFlow.Connectors;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Testing.Sources;

/// <summary>Reads records as a Kafka reader does: bytes in place, through the JSON decoder.</summary>
internal sealed unsafe class TestReader(TestLog log, string source, SourceReaderOptions options) : SourceReader
{
    private readonly Queue<PartitionAssignment> _open = new();
    private readonly RecordDecoder _decoder = JsonFormat.Instance.CreateDecoder(options.Columns);
    private readonly List<BadRow> _bad = [];

    public override void Assign(IReadOnlyList<PartitionAssignment> ranges)
    {
        _open.Clear();
        foreach (var range in ranges)
        {
            if (range.From < range.To)
                _open.Enqueue(range);
        }
    }

    public override bool Read(SourceBatch batch, TimeSpan wait)
    {
        batch.Reset();
        if (!_open.TryDequeue(out var range))
            return false;
        var records = log.Read(range.Partition, range.From, log.Cut((int)Math.Min(options.RowsMax, range.To - range.From)));
        var raw = new RawRecord[records.Length];
        for (var i = 0; i < records.Length; i++)
            raw[i] = Raw(records[i], range.From + i);
        _bad.Clear();
        _decoder.Decode(raw, batch.Rows, _bad);
        foreach (var bad in _bad)
        {
            var record = records[bad.Index];
            batch.BadRecords.Add(new BadRecord(
                source, range.Partition, range.From + bad.Index, EventTime.ToDateTimeOffset(record.Timestamp), record.Key, record.Value, record.Headers, bad.Column, bad.Reason));
        }

        batch.Partition = range.Partition;
        batch.NextOffset = range.From + records.Length;
        batch.Bytes = records.Sum(record => record.Value?.Length ?? 0);
        if (batch.NextOffset < range.To)
            _open.Enqueue(range with { From = batch.NextOffset });
        return true;
    }

    public override SourceRecord? FindRecord(int partition, long offset) =>
        log.Read(partition, offset, 1)[0] is var record ? new SourceRecord(source, record.Key, record.Value, record.Headers) : null;

    private static RawRecord Raw(TestRecord record, long offset) =>
        new(Start(record.Value), record.Value?.Length ?? -1, Start(record.Key), record.Key?.Length ?? -1, offset, record.Timestamp);

    // The arrays lie on the pinned heap and are held by the log.
    private static byte* Start(byte[]? pinned) =>
        pinned is null ? null : (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
