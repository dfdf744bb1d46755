namespace StreamFlow.Checkpoints.Manifests;

/// <summary>Where a partition is read on.</summary>
/// <param name="Partition">Which.</param>
/// <param name="NextOffset">The first offset that the checkpoint does not hold.</param>
public sealed record SourcePosition(SourcePartition Partition, long NextOffset);
