using StreamFlow.Checkpoints.Storage;
using StreamFlow.Engine;
using StreamFlow.Engine.Faults;
using StreamFlow.Simulation.Disks;

namespace StreamFlow.Simulation.Runs;

/// <summary>
/// A process that runs the job, as the world sees it: it lives, stands still, or is dead. Once dead nothing that it still does has an effect, whatever the engine unwinds.
/// </summary>
internal sealed class Instance : IFaultPlan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly Attempt _attempt;
    private readonly List<(Fault Fault, int Left)> _pending;
    private readonly TaskCompletionSource _frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (Fault Fault, long After)? _diskFault;
    private int _chances;
    private volatile bool _isDead;

    public Instance(World world, Attempt attempt, int number, bool hasThreads)
    {
        World = world;
        Number = number;
        _attempt = attempt;
        _pending = [.. attempt.Faults.Select(fault => (fault, fault.Skip))];
        Turns = hasThreads ? null : new Random(attempt.Seed);
        Disk = new SimulatedDisk(world.Disk, world.Archive, this);
        PlanDiskFault();
    }

    public World World { get; }

    public int Number { get; }

    public Random? Turns { get; }

    public SimulatedDisk Disk { get; }

    public QueryExecution? Query { get; set; }

    /// <summary>Whether anything was done to it that may end it.</summary>
    public bool HasFault { get; private set; }

    /// <summary>A successor has its checkpoint directory, or a copy of it.</summary>
    public bool IsLeftBehind { get; set; }

    /// <summary>It reaches its checkpoint directory no more.</summary>
    public bool IsCutOff => IsLeftBehind && _attempt.Zombie == ZombieFate.LosesDisk;

    /// <summary>It can go on as if nothing were until a successor has fenced it: what it commits before is missing in the successor's copy, and rightly refused.</summary>
    public bool IsWholeUntilFenced => IsLeftBehind && _attempt.Zombie == ZombieFate.KeepsOldDirectory;

    /// <summary>Ends when it stands still.</summary>
    public Task Frozen => _frozen.Task;

    public bool Has(Mutant mutant) => World.Mutant == mutant;

    /// <summary>Random numbers for one of its parts.</summary>
    public Random NewChance() => new(_attempt.Seed + (Interlocked.Increment(ref _chances) * 7919));

    public void RequireAlive()
    {
        if (_isDead)
            throw Dead();
    }

    /// <summary>Ends the process.</summary>
    /// <returns>To be thrown.</returns>
    public OperationCanceledException Die()
    {
        _isDead = true;
        return Dead();
    }

    public async ValueTask<FaultAction> AtAsync(CrashPoint point, EpochNumber epoch, string subject)
    {
        RequireAlive();
        World.Counts.Pass(point, epoch);
        foreach (var fault in Due(one => one.IsAtPoint && one.Point == point))
        {
            World.Tell($"instance {Number}: {fault.Kind} at {point}, epoch {epoch}{(subject.Length > 0 ? $", {subject}" : "")}");
            switch (fault.Kind)
            {
                case FaultKind.Kill:
                    Die();
                    return FaultAction.Crash;
                case FaultKind.PowerCut:
                    Die();

                    // The machine of one that was left behind is not its successor's.
                    if (!IsLeftBehind)
                        World.PowerCut(_attempt.Seed);
                    return FaultAction.Crash;
                case FaultKind.Fail:
                    throw StreamFaultException.External("injected", "try again");
                case FaultKind.Stop:
                    _ = Query!.StopAsync();
                    break;
                case FaultKind.Freeze:
                    _frozen.TrySetResult();
                    await _thawed.Task.ConfigureAwait(false);
                    RequireAlive();
                    break;
                case FaultKind.Thaw:
                    await World.ThawAllAsync(isFenced: point >= CrashPoint.SinksFenced).ConfigureAwait(false);
                    break;
                default:
                    World.Deliver();
                    break;
            }
        }

        return FaultAction.GoOn;
    }

    /// <summary>What becomes of a commit that is sent now; null for nothing special.</summary>
    public FaultKind? TakeCommitFault(string server, EpochNumber epoch)
    {
        var fault = Due(one => one.IsOfCommit).FirstOrDefault();
        if (fault is not null)
            World.Tell($"instance {Number}: {fault.Kind}, epoch {epoch} to {server}");
        return fault?.Kind;
    }

    /// <exception cref="StreamFaultException">The source cannot be asked now.</exception>
    public void AskBounds(string source)
    {
        // While it runs the query would wait for the clock and ask again.
        if (Query?.State != QueryState.Recovering || Due(one => one.Kind == FaultKind.SourceUnreachable).Count == 0)
            return;
        World.Tell($"instance {Number}: {source} cannot be reached");
        throw StreamFaultException.External("injected: the source cannot be reached", "wait", source, canRetry: true);
    }

    /// <summary>One that stood still goes on, to its end.</summary>
    public async Task ThawAsync()
    {
        World.Tell($"instance {Number} goes on");

        // Asked to stop before it goes on: else chance would say how far it comes.
        var ending = _attempt.Trigger.IsBounded && _attempt.Seed % 2 == 0 ? Query!.Completion : Query!.StopAsync();
        _thawed.TrySetResult();
        try
        {
            await ending.WaitAsync(Patience).ConfigureAwait(false);
            World.Tell($"instance {Number} ends");
        }
#pragma warning disable CA1031 // How it ends is its own affair; the world says whether it may end so.
        catch (Exception error)
#pragma warning restore CA1031
        {
            World.Tell($"instance {Number} ends: {error.Message.Split('\n')[0]}");
            World.Judge(error);
        }

        await Query.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The attempt is over: whether its disk failed, and what that means for the machine.</summary>
    public void SettleDisk()
    {
        World.Disk.FailAt(null);
        if (_diskFault is not { } planned || World.Disk.Operations <= planned.After)
            return;
        HasFault = true;
        World.Counts.Injected(planned.Fault);
        World.Tell($"instance {Number}: {planned.Fault.Kind}");
        if (planned.Fault.Kind == FaultKind.TornWrite)
            World.PowerCut(_attempt.Seed);
    }

    private static OperationCanceledException Dead() => new("the process is dead");

    /// <summary>The faults whose turn it is.</summary>
    private List<Fault> Due(Func<Fault, bool> isOfKind)
    {
        var due = new List<Fault>();
        lock (_gate)
        {
            for (var i = 0; i < _pending.Count; i++)
            {
                var (fault, left) = _pending[i];
                if (!isOfKind(fault))
                    continue;
                _pending[i] = (fault, left - 1);
                if (left == 0)
                    due.Add(fault);
            }

            HasFault |= due.Count > 0;
        }

        foreach (var fault in due)
            World.Counts.Injected(fault);
        return due;
    }

    private void PlanDiskFault()
    {
        if (_attempt.Faults.FirstOrDefault(one => one.IsOnDisk) is not { } fault)
            return;
        World.Disk.FailAt(new StorageFaultPlan(
            World.Disk.Operations + fault.Skip + 1, Torn: fault.Kind == FaultKind.TornWrite, AndAllAfter: fault.Kind != FaultKind.DiskFails));
        _diskFault = (fault, World.Disk.Operations + fault.Skip);
    }
}
