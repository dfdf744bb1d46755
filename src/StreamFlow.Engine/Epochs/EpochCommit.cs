using Microsoft.Extensions.Logging;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Engine.Faults;
using StreamFlow.Engine.Recovery;
using StreamFlow.Engine.Sinks;
using StreamFlow.Engine.Sources;
using StreamFlow.Engine.Tasks;
using StreamFlow.Operators.Lowering;

namespace StreamFlow.Engine.Epochs;

/// <summary>
/// A new epoch from begin to commit, in the one order that is safe: process, stage every sink, store what cannot be made again, make the record durable, commit every sink, show the offsets to lag tools.
/// </summary>
internal sealed class EpochCommit(
    string job,
    EngineOptions options,
    EpochRunner runner,
    EpochLog epochLog,
    OpenSinks sinks,
    IReadOnlyList<OpenSource> sources,
    QueryLanes lanes,
    PlanLowering lowering,
    CheckpointWriter checkpoints,
    FaultPoints faults,
    bool storesOutput,
    ILogger log)
{
    private readonly TimeProvider _time = options.Time;
    private long _lastCheckpoint = options.Time.GetTimestamp();

    public EpochNumber NextEpoch => epochLog.NextEpoch;

    /// <summary>The last epoch that all sinks hold.</summary>
    public EpochNumber LastEpoch => new(epochLog.NextEpoch.Value - 1);

    /// <returns>The epoch's record, and how long staging and committing took.</returns>
    public async Task<(EpochRecord Record, TimeSpan Committing)> RunAsync(EpochOrder order, EpochLimits limits, CancellationToken abandon)
    {
        EpochRecord record;
        long begun;
        try
        {
            await sinks.ForEachAsync(group => group.BeginAsync(order.Number, abandon)).ConfigureAwait(false);
            await faults.PassAsync(CrashPoint.EpochBegun, order.Number).ConfigureAwait(false);
            record = await runner.RunAsync(order, limits).ConfigureAwait(false);
            abandon.ThrowIfCancellationRequested();
            begun = _time.GetTimestamp();
            await sinks.ForEachAsync(group => group.StageAsync(order.Number, abandon)).ConfigureAwait(false);
            abandon.ThrowIfCancellationRequested();
            if (storesOutput)
                await checkpoints.StoreAsync(order.Number, sinks.StoredPages()).ConfigureAwait(false);

            // Until this returns no sink has committed. Should the record be there although it failed, the epoch is replayed.
            await faults.PassAsync(CrashPoint.BeforeRecord, order.Number).ConfigureAwait(false);
            epochLog.Append(record);
            await faults.PassAsync(CrashPoint.RecordWritten, order.Number).ConfigureAwait(false);
            epochLog.Flush();
            await faults.PassAsync(CrashPoint.AfterRecord, order.Number).ConfigureAwait(false);
        }
        catch when (!abandon.IsCancellationRequested)
        {
            await AbortAsync().ConfigureAwait(false);
            throw;
        }

        await sinks.ForEachAsync(group => group.CommitAsync(order.Number, abandon)).ConfigureAwait(false);
        var committing = _time.GetElapsedTime(begun);
        await faults.PassAsync(CrashPoint.BeforeMirror, order.Number).ConfigureAwait(false);
        await MirrorAsync(abandon).ConfigureAwait(false);
        await faults.PassAsync(CrashPoint.AfterMirror, order.Number).ConfigureAwait(false);
        await CheckpointWhenDueAsync().ConfigureAwait(false);
        return (record, committing);
    }

    public QueryProgress Describe(EpochRecord record, IReadOnlyDictionary<SourcePartition, long> ends, TimeSpan duration, TimeSpan committing) => new(
        job,
        record.Number,
        _time.GetUtcNow(),
        duration,
        committing,
        record.Partitions.Sum(partition => partition.RowCount),
        record.Sinks.Sum(sink => sink.Rows),
        record.LateRows,
        record.BadRecords,
        record.ReleasedWatermarks.Count == 0 ? EventTime.NoWatermark : record.ReleasedWatermarks.Min(released => released.Microseconds),
        lowering.Merges.Sum(merge => merge.GroupCount),
        lowering.Merges.Sum(merge => merge.StateBytes),
        [
            .. record.Partitions.Select(partition => new PartitionProgress(
                partition.Partition, partition.Range, ends.GetValueOrDefault(partition.Partition, partition.Range.To), partition.RowCount, partition.WatermarkMicroseconds, partition.Idle)
            {
                BadRecords = partition.BadRecords,
                FutureRows = partition.FutureRows,
                LostOffsets = partition.LostOffsets,
            }),
        ],
        [.. record.Sinks.Select(sink => new SinkProgress(sink.Name, sink.Rows))])
    {
        Lateness = record.Lateness ?? default,
        AcceptedLateRows = record.AcceptedLateRows,
        CorrectedRows = record.CorrectedRows,
    };

    private async Task CheckpointWhenDueAsync()
    {
        if (checkpoints.IsBusy || _time.GetElapsedTime(_lastCheckpoint) < options.CheckpointInterval)
            return;
        _lastCheckpoint = _time.GetTimestamp();
        await checkpoints.BeginAsync(LastEpoch).ConfigureAwait(false);
    }

    private async Task AbortAsync()
    {
        foreach (var group in sinks.Groups)
        {
            try
            {
                await group.AbortAsync(CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // What made the epoch fail is what its author has to see, and the other groups are to be taken back too.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Log.AbortFailed(log, job, string.Join(", ", group.Sinks), error.Message);
            }
        }
    }

    /// <summary>Shows the sources where the job stands; a failure is only logged.</summary>
    public async Task MirrorAsync(CancellationToken abandon)
    {
        foreach (var source in sources)
        {
            try
            {
                var offsets = lanes.All.Where(lane => lane.Partition.Source == source.Node.Name).ToDictionary(lane => lane.Partition.Partition, lane => lane.Position);
                await source.Connection.MirrorOffsetsAsync(offsets, abandon).ConfigureAwait(false);
            }
            catch (StreamFaultException fault)
            {
                Log.MirrorFailed(log, job, source.Node.Name, fault.Problem);
            }
        }
    }
}
