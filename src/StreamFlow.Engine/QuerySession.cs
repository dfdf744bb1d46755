using Microsoft.Extensions.Logging;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Connectors;
using StreamFlow.Engine.Epochs;
using StreamFlow.Engine.Faults;
using StreamFlow.Engine.MicroBatch;
using StreamFlow.Engine.Progress;
using StreamFlow.Engine.Recovery;
using StreamFlow.Engine.Sinks;
using StreamFlow.Engine.Sources;
using StreamFlow.Engine.Tasks;
using StreamFlow.Operators.Lowering;
using StreamFlow.Plan;

namespace StreamFlow.Engine;

/// <summary>Everything that is open while a query runs, put together in the order that recovery asks for, and closed again.</summary>
internal sealed class QuerySession(LogicalPlan plan, EngineOptions options, DriverSignals signals, ProgressFeed progress, FaultPoints faults, ILogger log) : IAsyncDisposable
{
    private readonly List<OpenSource> _sources = [];
    private IDisposable? _hold;
    private WorkerPool? _workers;
    private OpenSinks? _sinks;
    private EpochLog? _epochLog;
    private CheckpointWriter? _checkpoints;
    private EpochCommit? _commit;
    private MicroBatchDriver? _driver;

    /// <summary>Opens, fences, decides, loads and replays.</summary>
    public async Task OpenAsync(CancellationToken abandon)
    {
        _hold = options.Storage.Hold();
        _sinks = OpenSinks.Create(plan, ContextOf, faults);
        var lowering = new PlanLowering(plan, _sinks.OpenFeed);
        var store = new CheckpointStore(options.Storage, plan.Job);
        var recovery = new QueryRecovery(plan, options, store, _sinks, lowering, faults, log);
        var outcome = await recovery.DecideAsync(abandon).ConfigureAwait(false);

        // With the generation: what a source notes down is that generation's.
        foreach (var source in plan.Sources)
        {
            var journal = new CheckpointSourceJournal(options.Storage, source.Name, outcome.Generation);
            _sources.Add(new OpenSource(plan, source, ContextOf(source.Name, journal), journal));
        }

        await ResumeSourcesAsync(outcome, abandon).ConfigureAwait(false);

        _workers = new WorkerPool(options.Workers, options.MaxRowsPerBatch, plan.Job, faults);
        var lanes = new QueryLanes(lowering, _workers, _sources);
        recovery.Load(outcome, lanes);
        lowering.ConnectMerges();
        foreach (var position in outcome.Manifest?.Positions ?? [])
        {
            if (_sources.Any(source => source.Node.Name == position.Partition.Source))
                lanes.Add(position.Partition, position.NextOffset);
        }

        await faults.PassAsync(CrashPoint.Recovered).ConfigureAwait(false);

        // Before the replay: its sinks may only commit what the log holds for good.
        _epochLog = new EpochLog(options.Storage, plan.Job, outcome.Log, new EpochLogOptions { FlushToDisk = options.FlushLog, SegmentBytes = options.LogSegmentBytes });
        var runner = new EpochRunner(plan.Hash, outcome.Generation, lowering, lanes, _workers, _sinks);
        await ReplayAsync(outcome, new EpochReplay(runner, lanes, _sinks, faults, options.Time), abandon).ConfigureAwait(false);
        if (outcome.Resumption is { Resend.Count: > 0 })
            await new EpochResend(store, _sinks).RunAsync(outcome, abandon).ConfigureAwait(false);

        var watch = new SourceWatch(plan.Job, _sources, lanes, log);
        if (!options.RecoverOnly)
            await watch.AddPartitionsAsync(lanes.All.Count == 0, abandon).ConfigureAwait(false);
        _checkpoints = new CheckpointWriter(store, plan, outcome.Generation, lowering, lanes, outcome.Manifest, faults);
        _commit = new EpochCommit(plan.Job, options, runner, _epochLog, _sinks, _sources, lanes, lowering, _checkpoints, faults, plan.WhyNotReplayable is not null, log);
        _driver = new MicroBatchDriver(options, watch, lanes, _sinks, _commit, signals, progress);
        if (_commit.LastEpoch > EpochNumber.None)
            await _commit.MirrorAsync(abandon).ConfigureAwait(false);
        Log.Started(log, plan.Job, outcome.Generation, outcome.NextEpoch);
    }

    /// <summary>Drives epochs until the end, then leaves a checkpoint at the last one, and lets the sinks show what they hold back.</summary>
    public async Task RunAsync(CancellationToken abandon)
    {
        if (!options.RecoverOnly)
            await _driver!.RunAsync(abandon).ConfigureAwait(false);
        abandon.ThrowIfCancellationRequested();
        if (_commit!.LastEpoch > EpochNumber.None)
            await _checkpoints!.BeginAsync(_commit.LastEpoch).ConfigureAwait(false);
        await _checkpoints!.FinishAsync().ConfigureAwait(false);
        await _sinks!.ForEachAsync(group => group.FinishAsync(abandon)).ConfigureAwait(false);
        Log.Stopped(log, plan.Job, _commit.LastEpoch);
    }

    /// <summary>Closes everything, whatever of it fails: a thread or a lock that stayed would keep the next start out. How the query ended stays the answer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_workers is not null)
            await CloseAsync("a reader", () => Closing(_workers.Dispose)).ConfigureAwait(false);
        if (_sinks is not null)
            await CloseAsync("a sink", _sinks.DisposeAsync).ConfigureAwait(false);
        foreach (var source in _sources)
            await CloseAsync($"the source '{source.Node.Name}'", source.DisposeAsync).ConfigureAwait(false);
        if (_checkpoints is not null)
            await CloseAsync("the last checkpoint", () => new ValueTask(_checkpoints.FinishAsync())).ConfigureAwait(false);
        if (_epochLog is not null)
            await CloseAsync("the epoch log", () => Closing(_epochLog.Dispose)).ConfigureAwait(false);
        if (_hold is not null)
            await CloseAsync("the checkpoint directory", () => Closing(_hold.Dispose)).ConfigureAwait(false);
    }

    private static ValueTask Closing(Action close)
    {
        close();
        return ValueTask.CompletedTask;
    }

    private async Task CloseAsync(string what, Func<ValueTask> close)
    {
        try
        {
            await close().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody can do anything about it any more, and the rest has to be closed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Log.CloseFailed(log, plan.Job, what, error.Message);
        }
    }

    private async Task ReplayAsync(RecoveryOutcome outcome, EpochReplay replay, CancellationToken abandon)
    {
        if (outcome.Resumption is not { HasReplay: true } resumption)
            return;
        Log.Replaying(log, plan.Job, resumption.ReplayFrom, resumption.ReplayTo);
        foreach (var logged in EpochLogReader.Read(options.Storage, resumption.ReplayFrom, resumption.ReplayTo))
            await replay.RunAsync(logged, resumption, abandon).ConfigureAwait(false);
    }

    /// <summary>Tells each source how far the log and the checkpoint have read it.</summary>
    private async Task ResumeSourcesAsync(RecoveryOutcome outcome, CancellationToken abandon)
    {
        var checkpointed = (outcome.Manifest?.Positions ?? []).Select(position => (position.Partition, End: position.NextOffset));
        var logged = (outcome.Log.Last?.Partitions ?? []).Select(partition => (partition.Partition, End: partition.Range.To));
        var reached = checkpointed.Concat(logged).ToLookup(one => one.Partition.Source, StringComparer.Ordinal);
        foreach (var source in _sources)
        {
            var positions = reached[source.Node.Name].GroupBy(one => one.Partition.Partition).ToDictionary(ends => ends.Key, ends => ends.Max(one => one.End));
            await source.Connection.ResumeAsync(positions, abandon).ConfigureAwait(false);
        }
    }

    private ConnectorContext ContextOf(string name) => ContextOf(name, new MemorySourceJournal());

    private ConnectorContext ContextOf(string name, SourceJournal journal) => new()
    {
        Application = options.Application,
        Job = plan.Job,
        Name = name,
        Settings = options.Settings,
        StartFrom = options.StartFrom,
        Journal = journal,
        Guarantee = options.Guarantee,
        Time = options.Time,
        Loggers = options.Loggers,
    };
}
