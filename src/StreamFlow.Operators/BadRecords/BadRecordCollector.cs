using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Operators.BadRecords;

/// <summary>What happens with the bad records of one lane: they stop the job, are counted, or are rows of a stream of their own.</summary>
/// <param name="policy">Applies where no stream takes them.</param>
/// <param name="output">Takes them as rows of <see cref="BadRecord"/>; null where the job has no such stream.</param>
public sealed class BadRecordCollector(BadRecordPolicy policy, RowConsumer? output)
{
    private readonly RowWriter<BadRecord>? _writer = output is null ? null : RowWriter.For<BadRecord>();
    private readonly ColumnBatch? _rows = output is null ? null : new ColumnBatch(RowType.Of<BadRecord>().Schema);
    private readonly List<BadRecord> _collected = [];

    /// <summary>Finds the record at an offset of the batch in work, as it came. Null where the source keeps none.</summary>
    public Func<long, SourceRecord?>? FindRecord { get; set; }

    /// <summary>Records left out in this epoch.</summary>
    public long Skipped { get; private set; }

    /// <summary>Rows of this epoch that were too far ahead of their record's timestamp, left out or not.</summary>
    public long FutureRows { get; private set; }

    public void BeginEpoch() => (Skipped, FutureRows) = (0, 0);

    /// <summary>Adds a row that did decode, but says a time too far ahead of its record's timestamp. The record is looked up again: no row before it had to be kept for that.</summary>
    /// <exception cref="StreamFaultException">The policy is to stop.</exception>
    public void AddFuture(SourcePartition partition, long offset, long timestamp, string? column, string reason)
    {
        FutureRows++;
        var record = FindRecord?.Invoke(offset);
        Add(new BadRecord(
            record?.Source ?? partition.Source, partition.Partition, offset, EventTime.ToDateTimeOffset(timestamp), record?.Key, record?.Value, record?.Headers ?? [], column, reason));
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
            throw BadRecordFault.Of(record);
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
            RecordRows.Append(_rows, _writer!, record);
        _collected.Clear();
        output!.Consume(_rows);
    }

    public void Advance(LaneTime time) => output?.Advance(time);
}
