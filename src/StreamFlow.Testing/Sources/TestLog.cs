namespace StreamFlow.Testing.Sources;

/// <summary>The partitions of a source in memory. It outlives the queries that read it.</summary>
internal sealed class TestLog(int partitions)
{
    private readonly List<TestRecord>[] _partitions = [.. Enumerable.Range(0, partitions).Select(_ => new List<TestRecord>())];

    public int PartitionCount => _partitions.Length;

    public long Count => _partitions.Sum(End);

    /// <summary>Decides how many rows a reader gives at a time; null for as many as it may.</summary>
    public Random? Cuts { get; set; }

    public void Add(int partition, TestRecord record)
    {
        if ((uint)partition >= (uint)_partitions.Length)
            throw new ArgumentOutOfRangeException(nameof(partition), partition, $"the source has the partitions 0 to {_partitions.Length - 1}: give their number to Source<T>(name, partitions)");
        lock (_partitions[partition])
            _partitions[partition].Add(record);
    }

    public long End(int partition) => End(_partitions[partition]);

    public TestRecord[] Read(int partition, long from, int records)
    {
        lock (_partitions[partition])
            return [.. _partitions[partition].GetRange((int)from, records)];
    }

    /// <summary>How many records to give now.</summary>
    public int Cut(int most)
    {
        if (Cuts is not { } cuts)
            return most;
        lock (cuts)
            return cuts.Next(1, Math.Min(most, 7) + 1);
    }

    private static long End(List<TestRecord> partition)
    {
        lock (partition)
            return partition.Count;
    }
}
