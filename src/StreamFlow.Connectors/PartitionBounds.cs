namespace StreamFlow.Connectors;

/// <summary>What a partition holds now.</summary>
/// <param name="Partition">0 or more.</param>
/// <param name="Earliest">The first offset that can still be read.</param>
/// <param name="End">The end, exclusive: behind the last record that may be read (for Kafka the last stable offset).</param>
public readonly record struct PartitionBounds(int Partition, long Earliest, long End);
