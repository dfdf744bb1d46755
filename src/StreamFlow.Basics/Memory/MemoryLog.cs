namespace StreamFlow.Basics.Memory;

/// <summary>Rows in the order in which they were added, by partition. Adding and reading may be different threads.</summary>
internal sealed class MemoryLog<T>
{
    private readonly List<(T Row, long Timestamp)>[] _partitions;

    public MemoryLog(int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        _partitions = [.. Enumerable.Range(0, partitions).Select(_ => new List<(T, long)>())];
    }

    public int PartitionCount => _partitions.Length;

    public void Add(int partition, long timestamp, ReadOnlySpan<T> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, _partitions.Length);
        var log = _partitions[partition];
        lock (log)
        {
            foreach (var row in rows)
                log.Add((row, timestamp));
        }
    }

    public long End(int partition)
    {
        lock (_partitions[partition])
            return _partitions[partition].Count;
    }

    public (T Row, long Timestamp)[] Read(int partition, long from, int rows)
    {
        lock (_partitions[partition])
            return [.. _partitions[partition].GetRange((int)from, rows)];
    }
}
