using StreamFlow.Data;

namespace StreamFlow.Connectors;

/// <summary>What one call of a reader gives: rows of one partition, in offset order.</summary>
/// <param name="columns">The schema of the rows.</param>
public sealed class SourceBatch(RowSchema columns)
{
    public int Partition { get; set; }

    /// <summary>The rows; their <see cref="ColumnBatch.Origin"/> has offsets and timestamps filled (its Partition is set by the engine).</summary>
    public ColumnBatch Rows { get; } = new(columns);

    /// <summary>Records that did not decode. They count as read.</summary>
    public List<BadRecord> BadRecords { get; } = [];

    /// <summary>Where the partition goes on: every record before it is in this batch or one before, or will never come.</summary>
    public long NextOffset { get; set; }

    /// <summary>How many of the offsets up to <see cref="NextOffset"/> were gone before they were read and are passed over, by the source's own policy.</summary>
    public long LostOffsets { get; set; }

    /// <summary>Bytes of the records read.</summary>
    public long Bytes { get; set; }

    /// <summary>The leader epoch of the last record, -1 where there is none.</summary>
    public int LeaderEpoch { get; set; } = -1;

    public void Reset()
    {
        Rows.Reset();
        BadRecords.Clear();
        LostOffsets = 0;
        Bytes = 0;
        LeaderEpoch = -1;
    }
}
