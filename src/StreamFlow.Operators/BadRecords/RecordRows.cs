using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Operators.BadRecords;

/// <summary>Records as rows of <see cref="BadRecord"/>.</summary>
internal static class RecordRows
{
    /// <summary>Appends one; the rows of a batch are of one partition.</summary>
    public static void Append(ColumnBatch rows, RowWriter<BadRecord> writer, BadRecord record)
    {
        writer.Append(rows, record);
        rows.Origin.Offsets.Append(record.Offset);
        rows.Origin.Timestamps.Append(EventTime.ToMicroseconds(record.Timestamp));
        rows.Origin.Partition = new SourcePartition(record.Source, record.Partition);
    }
}
