namespace StreamFlow.Engine.MicroBatch;

/// <summary>What a partition has to give.</summary>
/// <param name="Position">Where the next epoch begins.</param>
/// <param name="End">Where it ends for now (or for the run), exclusive.</param>
internal readonly record struct PartitionBacklog(SourcePartition Partition, long Position, long End)
{
    /// <summary>Offsets to read; rows are at most as many.</summary>
    public long Pending => Math.Max(0, End - Position);
}
