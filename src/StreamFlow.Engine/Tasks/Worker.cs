using System.Collections.Concurrent;
using StreamFlow.Engine.Faults;

namespace StreamFlow.Engine.Tasks;

/// <summary>
/// A thread that owns some partitions: their readers, operators and state. Control comes as messages, one epoch at a time; between epochs the thread waits
/// and the driver may touch what it owns. Where a test gives the workers turns they have no threads: the driver's calls <see cref="Begin"/> and <see cref="Step"/>.
/// </summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan LongWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(2);

    private readonly BlockingCollection<(EpochNumber Epoch, EpochLimits Limits, TaskCompletionSource Done)> _epochs = [];
    private readonly Dictionary<string, WorkerSource> _sources = [];
    private readonly FaultPoints _faults;
    private readonly Thread? _thread;

    public Worker(string name, FaultPoints faults)
    {
        _faults = faults;
        if (faults.Turns is not null)
            return;
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether all ranges of the epoch are read.</summary>
    public bool IsDone => _sources.Values.All(source => source.IsDone);

    /// <summary>Gives the worker a partition; between epochs only.</summary>
    public void Add(SourceLane lane, Func<WorkerSource> open)
    {
        if (!_sources.TryGetValue(lane.Partition.Source, out var source))
            _sources.Add(lane.Partition.Source, source = open());
        source.Add(lane);
    }

    /// <summary>Reads the lanes' ranges until each is done or the epoch is cut.</summary>
    public Task RunEpochAsync(EpochNumber epoch, EpochLimits limits)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _epochs.Add((epoch, limits, done));
        return done.Task;
    }

    /// <summary>Hands the epoch's ranges to the readers.</summary>
    public void Begin()
    {
        foreach (var source in _sources.Values)
            source.Begin();
    }

    /// <summary>Reads a batch of each source that has something left.</summary>
    public void Step(EpochNumber epoch, EpochLimits limits)
    {
        var wait = _sources.Values.Count(source => !source.IsDone) == 1 ? LongWait : ShortWait;
        foreach (var source in _sources.Values)
        {
            if (!source.IsDone && !limits.IsCut && source.Step(wait, limits) is { } lane)
                _faults.Pass(CrashPoint.BatchRead, epoch, lane.Partition);
        }
    }

    /// <summary>Ends the thread after the epoch in work.</summary>
    public void End()
    {
        _epochs.CompleteAdding();
        _thread?.Join();
    }

    /// <summary>Ends the thread and closes its readers.</summary>
    public void Dispose()
    {
        End();
        foreach (var source in _sources.Values)
            source.Dispose();
        _epochs.Dispose();
    }

    private void Run()
    {
        foreach (var (epoch, limits, done) in _epochs.GetConsumingEnumerable())
        {
            try
            {
                RunEpoch(epoch, limits);
                done.SetResult();
            }
#pragma warning disable CA1031 // Whatever goes wrong in a task ends the epoch: the driver gets it and the other workers stop.
            catch (Exception error)
#pragma warning restore CA1031
            {
                limits.Cut();
                done.SetException(error);
            }
        }
    }

    private void RunEpoch(EpochNumber epoch, EpochLimits limits)
    {
        Begin();
        while (!limits.IsCut && !IsDone)
            Step(epoch, limits);
    }
}
