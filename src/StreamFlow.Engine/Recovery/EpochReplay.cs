using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Engine.Epochs;
using StreamFlow.Engine.Faults;
using StreamFlow.Engine.Sinks;
using StreamFlow.Engine.Tasks;

namespace StreamFlow.Engine.Recovery;

/// <summary>Runs a logged epoch again, with its logged ranges and clock: state becomes what it was, and sinks that do not hold the epoch get its rows.</summary>
internal sealed class EpochReplay(EpochRunner runner, QueryLanes lanes, OpenSinks sinks, FaultPoints faults, TimeProvider time)
{
    /// <exception cref="StreamFaultException">What came out is not what the log says: the job is not a function of its input.</exception>
    public async Task RunAsync(EpochRecord logged, Resumption resumption, CancellationToken cancellation)
    {
        foreach (var partition in logged.Partitions.Where(partition => !lanes.Contains(partition.Partition)))
            lanes.Add(partition.Partition, partition.Range.From);
        var open = sinks.Groups.Where(group => !resumption.Holds(group.Name, logged.Number)).ToList();
        await sinks.ForEachAsync(open, group => group.BeginAsync(logged.Number, cancellation)).ConfigureAwait(false);
        await faults.PassAsync(CrashPoint.EpochBegun, logged.Number).ConfigureAwait(false);

        var reach = logged.Partitions.ToDictionary(partition => partition.Partition, partition => partition.Reach);
        var order = new EpochOrder(
            logged.Number,
            logged.ClockMicroseconds,
            logged.Partitions.ToDictionary(partition => partition.Partition, partition => partition.Range.To),
            (partition, _) => reach.GetValueOrDefault(partition),
            logged.Flushed);
        var limits = new EpochLimits(long.MaxValue, long.MaxValue, time);
        using (cancellation.Register(limits.Cut))
            Require(logged, await runner.RunAsync(order, limits).ConfigureAwait(false), cancellation);

        await sinks.ForEachAsync(open, group => group.StageAsync(logged.Number, cancellation)).ConfigureAwait(false);
        await sinks.ForEachAsync(open, group => group.CommitAsync(logged.Number, cancellation)).ConfigureAwait(false);
    }

    private static void Require(EpochRecord logged, EpochRecord replayed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var differences = logged.DifferencesFrom(replayed);
        if (differences.Count == 0)
            return;
        throw StreamFaultException.User(
            $"epoch {logged.Number} came out differently when it was run again: {string.Join("; ", differences)}",
            "a delegate (.Map, .FlatMap, an aggregate function) gives other rows for the same input, or the source's records have changed; make it a function of its row, or mark it [NonDeterministic], so that its results are stored");
    }
}
