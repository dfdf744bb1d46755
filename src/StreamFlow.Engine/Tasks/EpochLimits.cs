namespace StreamFlow.Engine.Tasks;

/// <summary>What cuts an epoch early while its rows are read. Shared by the workers of one epoch; the epoch's record says what was read in the end.</summary>
/// <param name="bytesMax">Bytes over all partitions.</param>
/// <param name="deadline">By <paramref name="time"/>'s timestamps; <see cref="long.MaxValue"/> for none.</param>
/// <param name="time">The query's clock.</param>
internal sealed class EpochLimits(long bytesMax, long deadline, TimeProvider time)
{
    private long _bytes;
    private volatile bool _isCut;

    public bool IsCut => _isCut || time.GetTimestamp() >= deadline;

    /// <summary>No more rows: the query stops, or another worker failed.</summary>
    public void Cut() => _isCut = true;

    public void Count(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) >= bytesMax)
            _isCut = true;
    }
}
