namespace StreamFlow.Engine.MicroBatch;

/// <summary>Fixes the ranges of an epoch. Pure: which rows an epoch holds changes no result, only how much is in work at once.</summary>
internal static class EpochPlanner
{
    /// <summary>The end of each partition's range.</summary>
    /// <param name="backlogs">One entry a partition.</param>
    /// <param name="rowsMax">Rows over all partitions, 1 or more; shared out by what is pending, so that partitions stay side by side in event time.</param>
    public static IReadOnlyDictionary<SourcePartition, long> Targets(IReadOnlyList<PartitionBacklog> backlogs, long rowsMax)
    {
        var pending = backlogs.Sum(backlog => backlog.PendingRows);
        var share = pending <= rowsMax ? 1 : rowsMax / pending;
        return backlogs.ToDictionary(
            backlog => backlog.Partition,
            backlog => share >= 1
                ? Math.Max(backlog.Position, backlog.End)
                : backlog.Position + Math.Min(backlog.Pending, Math.Max((long)backlog.OffsetsPerRow, (long)(backlog.Pending * share))));
    }
}
