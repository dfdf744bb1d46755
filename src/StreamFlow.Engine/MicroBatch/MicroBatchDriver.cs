using StreamFlow.Checkpoints.Log;
using StreamFlow.Engine.Epochs;
using StreamFlow.Engine.Progress;
using StreamFlow.Engine.Sinks;
using StreamFlow.Engine.Tasks;

namespace StreamFlow.Engine.MicroBatch;

/// <summary>
/// Fixes a range, runs it as an epoch, commits it, and waits for the trigger: again and again. A bounded run fixes its ends first and ends there.
/// </summary>
internal sealed class MicroBatchDriver(EngineOptions options, SourceWatch watch, QueryLanes lanes, OpenSinks sinks, EpochCommit commit, DriverSignals signals, ProgressFeed progress)
{
    /// <summary>With an interval of 0, how often the sources are asked while there is nothing to read.</summary>
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time = options.Time;

    /// <summary>Drives epochs until the run's end or a stop is asked for. The ends of a bounded run are those that were found with the partitions.</summary>
    public async Task RunAsync(CancellationToken abandon)
    {
        if (watch.HasChosenStart)
            await RecordStartAsync(abandon).ConfigureAwait(false);
        if (options.Trigger.IsBounded)
            await RunBoundedAsync(new Dictionary<SourcePartition, long>(watch.Ends), abandon).ConfigureAwait(false);
        else
            await RunTriggeredAsync(abandon).ConfigureAwait(false);
    }

    /// <summary>
    /// An epoch without rows, that says where the partitions begin. Without it a crash before the first commit would begin again at another "latest",
    /// and what came in between would be lost.
    /// </summary>
    private Task RecordStartAsync(CancellationToken abandon) => RunEpochAsync(
        [.. lanes.All.Select(lane => new PartitionBacklog(lane.Partition, lane.Position, lane.Position))],
        options.MaxRowsPerEpoch, (_, _) => PartitionReach.Behind, flush: false, abandon);

    private async Task RunBoundedAsync(Dictionary<SourcePartition, long> ends, CancellationToken abandon)
    {
        PartitionReach Reach(SourcePartition partition, long position) =>
            position >= ends.GetValueOrDefault(partition) ? PartitionReach.Finished : PartitionReach.Behind;
        var rowsMax = options.Trigger.Kind == TriggerKind.Once ? long.MaxValue : options.MaxRowsPerEpoch;
        while (!signals.IsStopping && watch.Backlogs(ends) is var backlogs && backlogs.Any(backlog => backlog.Pending > 0))
            await RunEpochAsync(backlogs, rowsMax, Reach, flush: false, abandon).ConfigureAwait(false);

        // A partition that turned out to be empty behind the last row still holds the others' windows back.
        var clocks = lanes.All.SelectMany(lane => lane.Chain.Watermarks).Select(mark => mark.Clock).ToList();
        var mustLeave = clocks.Exists(clock => clock is { IsEmpty: true, IsOut: false }) && clocks.Exists(clock => !clock.IsEmpty);
        if (!signals.IsStopping && (mustLeave || options.FlushAtEnd))
            await RunEpochAsync(watch.Backlogs(ends), rowsMax, Reach, options.FlushAtEnd, abandon).ConfigureAwait(false);
    }

    private async Task RunTriggeredAsync(CancellationToken abandon)
    {
        while (!signals.IsStopping)
        {
            abandon.ThrowIfCancellationRequested();
            var begun = _time.GetTimestamp();
            signals.BeginRound();
            await watch.RefreshAsync(abandon).ConfigureAwait(false);
            var backlogs = watch.Backlogs(null);
            if (backlogs.Any(backlog => backlog.Pending > 0) || AnyLaneBecomesIdle())
                await RunEpochAsync(backlogs, options.MaxRowsPerEpoch, watch.ReachOf, flush: false, abandon).ConfigureAwait(false);
            if (watch.Backlogs(null).Any(backlog => backlog.Pending > 0))
                continue;
            if (watch.KnowsAllEnds)
                signals.CompleteRequests();
            await signals.WaitAsync(WaitAfter(begun), _time, abandon).ConfigureAwait(false);
        }
    }

    private async Task RunEpochAsync(
        IReadOnlyList<PartitionBacklog> backlogs, long rowsMax, Func<SourcePartition, long, PartitionReach> reach, bool flush, CancellationToken abandon)
    {
        var begun = _time.GetTimestamp();
        var order = new EpochOrder(commit.NextEpoch, Now(), EpochPlanner.Targets(backlogs, rowsMax), reach, flush);
        var limits = new EpochLimits(options.Trigger.Kind == TriggerKind.Once ? long.MaxValue : options.MaxBytesPerEpoch, Deadline(begun), _time);
        EpochRecord record;
        TimeSpan committing;
        using (signals.OnStop(limits.Cut))
        using (abandon.Register(limits.Cut))
            (record, committing) = await commit.RunAsync(order, limits, abandon).ConfigureAwait(false);
        progress.Publish(commit.Describe(record, watch.Ends, _time.GetElapsedTime(begun), committing));
    }

    /// <summary>An epoch is cut after a quarter of the shortest time that a sink's transaction may take.</summary>
    private long Deadline(long begun) =>
        sinks.TransactionTimeout is { } limit && options.Trigger.Kind != TriggerKind.Once ? begun + (long)(limit.TotalSeconds / 4 * _time.TimestampFrequency) : long.MaxValue;

    private TimeSpan WaitAfter(long begun)
    {
        var left = options.Trigger.Interval - _time.GetElapsedTime(begun);
        return options.Trigger.Interval == TimeSpan.Zero ? ShortestPoll : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private bool AnyLaneBecomesIdle() => Now() is var now && lanes.All.Any(lane => lane.Chain.Watermarks.Any(mark => mark.BecomesIdleAt(now)));

    private long Now() => EventTime.ToMicroseconds(_time.GetUtcNow());
}
