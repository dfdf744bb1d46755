namespace StreamFlow.Data;

/// <summary>
/// Where the rows of a batch come from and where event time stands: one entry a row in each column that is there.
/// It travels beside the columns through filters and projections.
/// </summary>
public sealed class RowOrigin
{
    /// <summary>The partition all rows of the batch come from.</summary>
    public SourcePartition Partition { get; set; }

    /// <summary>The record's offset.</summary>
    public ValueColumn<long> Offsets { get; } = new(DataType.Int64);

    /// <summary>The record's own timestamp, microseconds since the Unix epoch.</summary>
    public ValueColumn<long> Timestamps { get; } = new(DataType.Timestamp);

    /// <summary>The row's event time, microseconds; empty before a watermark was declared.</summary>
    public ValueColumn<long> EventTimes { get; } = new(DataType.Timestamp);

    /// <summary>The partition's watermark as of the rows before this one; empty before a watermark was declared.</summary>
    public ValueColumn<long> Watermarks { get; } = new(DataType.Timestamp);

    /// <summary>Whether a watermark was declared upstream.</summary>
    public bool HasEventTime => Watermarks.Length != 0;

    public void Reset()
    {
        Offsets.Reset();
        Timestamps.Reset();
        EventTimes.Reset();
        Watermarks.Reset();
    }

    /// <summary>Appends the given rows of another origin of the same partition.</summary>
    public void AppendRows(RowOrigin source, ReadOnlySpan<int> rows)
    {
        Partition = source.Partition;
        AppendWhereFilled(Offsets, source.Offsets, rows);
        AppendWhereFilled(Timestamps, source.Timestamps, rows);
        AppendWhereFilled(EventTimes, source.EventTimes, rows);
        AppendWhereFilled(Watermarks, source.Watermarks, rows);
    }

    private static void AppendWhereFilled(ValueColumn<long> target, ValueColumn<long> source, ReadOnlySpan<int> rows)
    {
        if (source.Length != 0)
            target.AppendRows(source, rows);
    }
}
