namespace StreamFlow.Connectors;

/// <summary>What a partition holds now.</summary>
/// <param name="Partition">0 or more.</param>
/// <param name="Earliest">The first offset that can still be read.</param>
/// <param name="End">The end, exclusive: behind the last record that may be read (for Kafka the last stable offset).</param>
public readonly record struct PartitionBounds(int Partition, long Earliest, long End)
{
    private readonly double _offsetsPerRow;

    /// <summary>How many offsets a row takes, roughly: 1 where each record has the next number, the bytes of a line where offsets are bytes. 1 or more; default 1. Epochs are cut by it, which changes no row.</summary>
    public double OffsetsPerRow
    {
        get => Math.Max(1, _offsetsPerRow);
        init => _offsetsPerRow = value;
    }
}
