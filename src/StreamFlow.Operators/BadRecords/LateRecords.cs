using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Operators.BadRecords;

/// <summary>
/// The late rows of one window and lane as the records that they came from, for a dead-letter topic: rows of <see cref="BadRecord"/>. A record that gave several late rows comes once.
/// </summary>
/// <param name="window">The window's name, for the reason.</param>
/// <param name="findRecord">Finds the record at an offset of the batch in work; gives null where there is none, as behind another window.</param>
/// <param name="output">Takes the rows.</param>
public sealed class LateRecords(string window, Func<long, SourceRecord?> findRecord, RowConsumer output)
{
    private readonly RowWriter<BadRecord> _writer = RowWriter.For<BadRecord>();
    private readonly ColumnBatch _rows = new(RowType.Of<BadRecord>().Schema);
    private long _lastOffset = -1;

    public void Add(RowOrigin origin, int row, long windowEnd, long watermark)
    {
        var offset = origin.Offsets[row];
        if (offset == _lastOffset)
            return;
        _lastOffset = offset;
        var record = findRecord(offset);
        RecordRows.Append(_rows, _writer, new BadRecord(
            record?.Source ?? origin.Partition.Source,
            origin.Partition.Partition,
            offset,
            EventTime.ToDateTimeOffset(origin.Timestamps[row]),
            record?.Key,
            record?.Value,
            record?.Headers ?? [],
            Column: null,
            $"late by {Durations.Format(EventTime.ToTimeSpan(watermark - windowEnd))} for '{window}': its last window ended at {EventTime.Format(windowEnd)}, the partition's watermark was {EventTime.Format(watermark)}"));
        _rows.Origin.EventTimes.Append(origin.EventTimes[row]);
        _rows.Origin.Watermarks.Append(origin.Watermarks[row]);
    }

    /// <summary>Hands on what was added.</summary>
    public void Flush()
    {
        if (_rows.IsEmpty)
            return;
        output.Consume(_rows);
        _rows.Reset();
    }

    public void Advance(LaneTime time) => output.Advance(time);
}
