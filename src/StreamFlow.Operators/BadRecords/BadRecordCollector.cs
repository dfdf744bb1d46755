using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Operators.BadRecords;

/// <summary>What happens with the bad records of one lane: they stop the job, are counted, or are rows of a stream of their own.</summary>
/// <param name="policy">Applies where no stream takes them.</param>
/// <param name="output">Takes them as rows of <see cref="BadRecord"/>; null where the job has no such stream.</param>
public sealed class BadRecordCollector(BadRecordPolicy policy, RowConsumer? output)
{
    private const int ShownBytes = 120;

    private readonly RowWriter<BadRecord>? _writer = output is null ? null : RowWriter.For<BadRecord>();
    private readonly ColumnBatch? _rows = output is null ? null : new ColumnBatch(RowType.Of<BadRecord>().Schema);
    private readonly List<BadRecord> _collected = [];

    /// <summary>Records left out in this epoch.</summary>
    public long Skipped { get; private set; }

    /// <summary>Rows of this epoch that were too far ahead of their record's timestamp, left out or not.</summary>
    public long FutureRows { get; private set; }

    public void BeginEpoch() => (Skipped, FutureRows) = (0, 0);

    /// <summary>Adds a row that did decode, but says a time too far ahead of its record's timestamp.</summary>
    /// <exception cref="StreamFaultException">The policy is to stop.</exception>
    public void AddFuture(BadRecord record)
    {
        FutureRows++;
        Add(record);
    }

    /// <exception cref="StreamFaultException">The policy is to stop.</exception>
    public void Add(BadRecord record)
    {
        if (output is not null)
        {
            _collected.Add(record);
            return;
        }

        if (policy == BadRecordPolicy.Stop)
            throw Fault(record);
        Skipped++;
    }

    /// <summary>
    /// Sends what was collected on, in the order of the offsets: the decoder finds those of a whole batch before a row of it is judged,
    /// and how the rows were cut into batches must not show.
    /// </summary>
    public void Flush()
    {
        if (_collected.Count == 0)
            return;
        _rows!.Reset();
        foreach (var record in _collected.OrderBy(record => record.Offset))
        {
            _writer!.Append(_rows, record);
            _rows.Origin.Offsets.Append(record.Offset);
            _rows.Origin.Timestamps.Append(EventTime.ToMicroseconds(record.Timestamp));
            _rows.Origin.Partition = new SourcePartition(record.Source, record.Partition);
        }

        _collected.Clear();
        output!.Consume(_rows);
    }

    public void Advance(LaneTime time) => output?.Advance(time);

    private static StreamFaultException Fault(BadRecord record)
    {
        var column = record.Column is null ? "" : $", column '{record.Column}'";
        return StreamFaultException.User(
            $"a record does not decode{column}: {record.Reason}{Start(record.Value)}",
            "correct the producer; or set OnBadRecord = BadRecordPolicy.Skip on the source to leave such records out and count them; " +
            "or take them as a stream: From(source, out var badRecords)",
            $"{record.Source} partition {record.Partition} offset {record.Offset}");
    }

    private static string Start(byte[]? value)
    {
        if (value is null)
            return "";
        var shown = System.Text.Encoding.UTF8.GetString(value, 0, Math.Min(value.Length, ShownBytes));
        return $"; the value begins: {string.Concat(shown.Select(c => char.IsControl(c) ? '·' : c))}{(value.Length > ShownBytes ? "…" : "")}";
    }
}
