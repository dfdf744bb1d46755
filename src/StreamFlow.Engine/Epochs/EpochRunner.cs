using StreamFlow.Checkpoints.Log;
using StreamFlow.Engine.Sinks;
using StreamFlow.Engine.Tasks;
using StreamFlow.Operators.Lowering;

namespace StreamFlow.Engine.Epochs;

/// <summary>
/// Runs the rows of one epoch from the sources up to the sinks' doors: workers read and accumulate, then, all lanes quiet, the merges release in the order of the plan.
/// The same for a new epoch and for a replay; what comes out is the epoch's record.
/// </summary>
internal sealed class EpochRunner(string planHash, Generation generation, PlanLowering lowering, QueryLanes lanes, WorkerPool workers, OpenSinks sinks)
{
    public async Task<EpochRecord> RunAsync(EpochOrder order, EpochLimits limits)
    {
        sinks.Reset();
        foreach (var lane in lanes.All)
            lane.Begin(order.Targets.GetValueOrDefault(lane.Partition, lane.Position));
        await workers.RunEpochAsync(order.Number, limits).ConfigureAwait(false);
        foreach (var lane in lanes.All)
        {
            lane.End();
            lane.Advance(order.ClockMicroseconds, order.Reach(lane.Partition, lane.Position));
        }

        foreach (var merge in lowering.Merges)
            merge.EndEpoch(order.Flush);
        return Record(order);
    }

    private EpochRecord Record(EpochOrder order) => new()
    {
        Number = order.Number,
        Generation = generation,
        PlanHash = planHash,
        ClockMicroseconds = order.ClockMicroseconds,
        Partitions =
        [
            .. lanes.All.Select(lane => new PartitionEpoch(lane.Partition, lane.Range, lane.Rows, lane.LeaderEpoch, lane.Watermark, lane.IsOut, lane.Floor, lane.Reach, lane.Chain.BadRecords.Skipped, lane.Chain.BadRecords.FutureRows, lane.LostOffsets)),
        ],
        ReleasedWatermarks = [.. lowering.Merges.Select(merge => new ReleasedWatermark(merge.Name, merge.Released))],
        Flushed = order.Flush,
        Sinks = sinks.Totals(),
        LateRows = lowering.Merges.Sum(merge => merge.LateRowCount),
        BadRecords = lanes.All.Sum(lane => lane.Chain.BadRecords.Skipped),
        Lateness = lowering.Merges.Aggregate(default(LatenessHistogram), (sum, merge) => sum + merge.Lateness),
        AcceptedLateRows = lowering.Merges.Sum(merge => merge.AcceptedLateRowCount),
        CorrectedRows = lowering.Merges.Sum(merge => merge.CorrectedRowCount),
    };
}
