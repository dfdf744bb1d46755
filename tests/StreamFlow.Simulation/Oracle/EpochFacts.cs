namespace StreamFlow.Simulation.Oracle;

/// <summary>What the outside decided of an epoch: all that the model needs beside the log of the sources.</summary>
/// <param name="Clock">Its one value of the clock, microseconds.</param>
/// <param name="Flush">Whether open windows leave.</param>
/// <param name="Partitions">What was read of each partition, and how far that was.</param>
internal sealed record EpochFacts(long Clock, bool Flush, IReadOnlyList<PartitionFacts> Partitions);

/// <summary>What an epoch read of a partition.</summary>
internal sealed record PartitionFacts(SourcePartition Partition, OffsetRange Range, PartitionReach Reach);
