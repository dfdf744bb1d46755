namespace StreamFlow.Connectors;

/// <summary>A range of one partition for a reader to read.</summary>
/// <param name="Partition">Which.</param>
/// <param name="From">The first offset, inclusive.</param>
/// <param name="To">The end, exclusive: no row at or behind it is delivered.</param>
public readonly record struct PartitionAssignment(int Partition, long From, long To);
