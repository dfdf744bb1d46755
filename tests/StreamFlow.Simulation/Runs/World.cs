using StreamFlow.Checkpoints.Storage;
using StreamFlow.Simulation.Jobs.Steps;
using StreamFlow.Simulation.Logs;
using StreamFlow.Simulation.Scenarios;
using StreamFlow.Simulation.Sinks;
using StreamFlow.Testing;

namespace StreamFlow.Simulation.Runs;

/// <summary>What outlives the instances of a job: the sources' logs, the disk, the sinks' servers, commits on their way, the clock, and those who stand still.</summary>
internal sealed class World
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<LogEvent> _log;
    private readonly List<string> _story = [];
    private readonly List<string> _failures = [];
    private readonly List<Instance> _zombies = [];
    private int _produced;
    private int _draws;

    public World(Scenario scenario, Mutant mutant)
    {
        Mutant = mutant;
        _log = scenario.Log;
        Topics = [.. Enumerable.Range(0, scenario.Job.SourceCount).Select(topic => new SimulatedTopic(SourceStep.NameOf(topic)))];
        Servers = scenario.Job.Sinks.Select(sink => sink.Server).Distinct().ToDictionary(server => server, server => new SinkServer($"server{server}", mutant));

        // The partitions that a topic is made with.
        while (_produced < _log.Count && _log[_produced].Entry is null)
            Produce(1);
    }

    public Mutant Mutant { get; }

    /// <summary>Where the job's checkpoint directory is now.</summary>
    public MemoryCheckpointStorage Disk { get; private set; } = new();

    /// <summary>Segments of the epoch log that were deleted.</summary>
    public Dictionary<string, byte[]> Archive { get; } = [];

    public IReadOnlyList<SimulatedTopic> Topics { get; }

    public IReadOnlyDictionary<int, SinkServer> Servers { get; }

    public SimulatedNetwork Network { get; } = new();

    public ManualTime Time { get; } = new();

    public Counts Counts { get; } = new();

    public IReadOnlyList<string> Story
    {
        get
        {
            lock (_gate)
                return [.. _story];
        }
    }

    /// <summary>What went wrong that may not.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_gate)
                return [.. _failures];
        }
    }

    /// <summary>Another number each time.</summary>
    public double Draw() => Interlocked.Increment(ref _draws) / 1024.0;

    public void Tell(string what)
    {
        lock (_gate)
            _story.Add(what);
    }

    public void Fail(string why)
    {
        lock (_gate)
        {
            _story.Add($"WRONG: {why}");
            _failures.Add(why);
        }
    }

    /// <summary>Whatever the world did to it, an instance ends with a fault that says what is wrong outside, or because it was ended.</summary>
    public void Judge(Exception error)
    {
        if (error is OperationCanceledException or StreamFaultException { Origin: not FaultOrigin.Internal })
            return;
        Fail(error is TimeoutException ? "it hangs" : $"it ended with {error}");
    }

    /// <summary>The logs grow.</summary>
    public void Produce(int events)
    {
        for (; events > 0 && _produced < _log.Count; events--)
        {
            var happening = _log[_produced++];
            // A job that was made smaller to shrink a failure reads fewer topics than its log has.
            if (happening.Topic < Topics.Count)
                Topics[happening.Topic].Apply(happening);
        }
    }

    /// <summary>The machine loses what it has not flushed, or a random part of that.</summary>
    public void PowerCut(int seed)
    {
        Tell("power cut");
        Counts.Add("power cuts");
        Disk.Crash(seed % 3 == 0 ? null : new Random(seed));
    }

    /// <summary>Commits that were on their way arrive.</summary>
    public void Deliver()
    {
        foreach (var end in Network.Deliver())
            Tell(end);
    }

    /// <summary>An instance that stands still lets its successor start.</summary>
    public void Leave(Instance zombie, ZombieFate fate)
    {
        Tell($"instance {zombie.Number} stands still and {fate}");
        zombie.IsLeftBehind = true;
        if (fate == ZombieFate.LosesDisk)
            zombie.Disk.BreakHold();
        else
            MoveDirectory();
        lock (_gate)
            _zombies.Add(zombie);
    }

    /// <summary>Those that stand still go on, to their ends.</summary>
    /// <param name="isFenced">Whether a successor has opened the sinks.</param>
    public async Task ThawAllAsync(bool isFenced)
    {
        List<Instance> thawing;
        lock (_gate)
        {
            thawing = [.. _zombies.Where(zombie => isFenced || !zombie.IsWholeUntilFenced)];
            _zombies.RemoveAll(thawing.Contains);
        }

        foreach (var zombie in thawing)
        {
            Counts.Add("zombies that went on");
            await zombie.ThawAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Nobody stands still for ever: when a run is over before its end, they are dead.</summary>
    public Task EndAllAsync()
    {
        lock (_gate)
            _zombies.ForEach(zombie => zombie.Die());
        return ThawAllAsync(isFenced: true);
    }

    private void MoveDirectory()
    {
        var copy = new MemoryCheckpointStorage();
        foreach (var name in Disk.List())
            copy.Put(name, Disk.ReadAll(name));
        Disk = copy;
    }
}
