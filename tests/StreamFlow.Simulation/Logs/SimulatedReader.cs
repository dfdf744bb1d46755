using System.Runtime.InteropServices;
using StreamFlow.Connectors;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Logs;

/// <summary>Reads ranges of a topic, as JSON, in cuts of random size. Gaps come with the rows before them or as batches of their own; now and then nothing comes.</summary>
internal sealed unsafe class SimulatedReader(SimulatedTopic topic, Instance instance, SourceReaderOptions options) : SourceReader
{
    private readonly List<PartitionAssignment> _open = [];
    private readonly Dictionary<int, long> _positions = [];
    private readonly RecordDecoder _decoder = JsonFormat.Instance.CreateDecoder(options.Columns);
    private readonly Random _chance = instance.NewChance();
    private readonly List<RawRecord> _raw = [];
    private readonly List<LogEntry> _entries = [];
    private readonly List<BadRow> _bad = [];

    public override void Assign(IReadOnlyList<PartitionAssignment> ranges)
    {
        _open.Clear();
        _open.AddRange(ranges.Where(range => range.From < range.To));
        for (var i = 0; instance.Has(Mutant.ReaderSkipsAfterSeek) && i < _open.Count; i++)
        {
            if (_open[i].From > 0 && _positions.GetValueOrDefault(_open[i].Partition, -1) != _open[i].From)
                _open[i] = _open[i] with { From = Math.Min(_open[i].From + 1, _open[i].To - 1) };
        }
    }

    public override bool Read(SourceBatch batch, TimeSpan wait)
    {
        instance.RequireAlive();
        batch.Reset();
        if (_chance.Next(20) == 0)
            return false;
        var chosen = _chance.Next(_open.Count);
        var range = _open[chosen];
        Fill(batch, range, 1 + _chance.Next(Math.Min(options.RowsMax, 16)));
        _positions[range.Partition] = batch.NextOffset;
        if (batch.NextOffset < range.To)
            _open[chosen] = range with { From = batch.NextOffset };
        else
            _open.RemoveAt(chosen);
        return true;
    }

    private void Fill(SourceBatch batch, PartitionAssignment range, int rows)
    {
        var partition = topic.Partitions[range.Partition];
        _raw.Clear();
        _entries.Clear();
        batch.Partition = range.Partition;
        batch.NextOffset = range.From;
        while (_raw.Count < rows && partition.Next(batch.NextOffset, range.To, instance.Has(Mutant.ReaderShowsAborted)) is { } found)
        {
            _raw.Add(new RawRecord(Start(found.Entry.Value), found.Entry.Value?.Length ?? -1, null, -1, found.Offset, found.Entry.Timestamp));
            _entries.Add(found.Entry);
            batch.NextOffset = found.Offset + 1;
            batch.Bytes += found.Entry.Value?.Length ?? 0;
        }

        // Over a gap at the range's end: with the rows before it, or later without any.
        if (partition.Next(batch.NextOffset, range.To) is null && (_raw.Count == 0 || _chance.Next(2) == 0))
            batch.NextOffset = range.To;
        Decode(batch);
    }

    private void Decode(SourceBatch batch)
    {
        _bad.Clear();
        _decoder.Decode(CollectionsMarshal.AsSpan(_raw), batch.Rows, _bad);
        foreach (var bad in _bad)
        {
            batch.BadRecords.Add(new BadRecord(
                topic.Name, batch.Partition, _raw[bad.Index].Offset, EventTime.ToDateTimeOffset(_entries[bad.Index].Timestamp), null, _entries[bad.Index].Value, [], bad.Column, bad.Reason));
        }
    }

    // The arrays lie on the pinned heap and are held by the log.
    private static byte* Start(byte[]? pinned) =>
        pinned is null ? null : (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
