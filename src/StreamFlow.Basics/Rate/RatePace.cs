namespace StreamFlow.Basics.Rate;

/// <summary>
/// How many rows exist by now. The count goes on from where the job stands when it comes back from a checkpoint:
/// the time in which no job ran made no rows.
/// </summary>
internal sealed class RatePace(RateSource source, TimeProvider time)
{
    private readonly long _opened = time.GetTimestamp();
    private readonly Lock _lock = new();
    private long _before;

    /// <summary>The end of the partition, exclusive.</summary>
    public long End(int partition) => (Rows() - partition + source.Partitions - 1) / source.Partitions;

    /// <summary>Makes rows exist up to the offset: somebody has read them before.</summary>
    public void Ensure(int partition, long offset)
    {
        if (offset <= 0)
            return;
        lock (_lock)
        {
            var missing = ((offset - 1) * source.Partitions) + partition + 1 - Rows();
            if (missing > 0)
                _before += missing;
        }
    }

    private long Rows()
    {
        if (source.AllAtOnce)
            return source.RowCount!.Value;
        var rows = _before + (long)(time.GetElapsedTime(_opened).TotalSeconds * source.RowsPerSecond);
        return source.RowCount is { } most ? Math.Min(rows, most) : rows;
    }
}
