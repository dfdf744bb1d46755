namespace StreamFlow.Engine.MicroBatch;

/// <summary>What a partition has to give.</summary>
/// <param name="Position">Where the next epoch begins.</param>
/// <param name="End">Where it ends for now (or for the run), exclusive.</param>
/// <param name="OffsetsPerRow">How many offsets a row takes, roughly; 1 or more.</param>
internal readonly record struct PartitionBacklog(SourcePartition Partition, long Position, long End, double OffsetsPerRow = 1)
{
    /// <summary>Offsets to read; rows are at most as many.</summary>
    public long Pending => Math.Max(0, End - Position);

    /// <summary>Rows to read, roughly.</summary>
    public double PendingRows => Pending / OffsetsPerRow;
}
