using StreamFlow.Checkpoints.Log;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Simulation.Checks;
using StreamFlow.Simulation.Disks;
using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Logs;
using StreamFlow.Simulation.Scenarios;
using StreamFlow.Simulation.Sinks;

namespace StreamFlow.Simulation.Runs;

/// <summary>Lets a scenario happen, and says whether what came of it is right.</summary>
internal sealed class ScenarioRun
{
    // Only for an engine that hangs: one that works never waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // A timer that fires while the clock moves would make a round of its own: in one flow rounds are asked for.
    private static readonly Trigger OnlyWhenAsked = Trigger.Every(TimeSpan.FromDays(1));

    private readonly Scenario _scenario;
    private readonly World _world;
    private int _instances;
    private bool _isWithoutTwins;
    private bool _hasNoticedLoss;

    private ScenarioRun(Scenario scenario, Mutant mutant)
    {
        _scenario = scenario;
        _world = new World(scenario, mutant);
    }

    public static async Task<RunReport> RunAsync(Scenario scenario, Mutant mutant = Mutant.None)
    {
        var run = new ScenarioRun(scenario, mutant);
        try
        {
            await run.RunAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A simulation that breaks is a failed seed, with its story.
        catch (Exception error)
#pragma warning restore CA1031
        {
            run._world.Fail($"the simulation broke off: {error}");
        }

        await run._world.EndAllAsync().ConfigureAwait(false);

        return new RunReport(scenario, run._world.Failures, run._world.Story, run._world.Counts);
    }

    private async Task RunAsync()
    {
        if (_scenario.Job.HasDraws)
            _world.Counts.Add("jobs that cannot be replayed");
        for (var number = 0; number < _scenario.Attempts.Count && !IsOver; number++)
        {
            var attempt = _scenario.Attempts[number];
            var isLast = number == _scenario.Attempts.Count - 1;
            _world.Produce(isLast ? _scenario.Log.Count : attempt.Produce);
            _world.Time.Advance(attempt.Advance);
            if (attempt.DeliverBefore)
                _world.Deliver();
            await ChangeJobAsync(attempt).ConfigureAwait(false);
            await StartDamagedAsync(attempt).ConfigureAwait(false);
        }

        if (IsOver)
            return;
        await _world.ThawAllAsync(isFenced: true).ConfigureAwait(false);
        _world.Deliver();
        foreach (var wrong in Verdict.Of(_scenario, _world))
            _world.Fail(wrong);
    }

    /// <summary>Something is wrong; or a power cut took back what sinks hold, and a start noticed.</summary>
    private bool IsOver => _world.Failures.Count > 0 || _hasNoticedLoss;

    /// <summary>A changed job starts from where the old one has recovered and ended.</summary>
    private async Task ChangeJobAsync(Attempt attempt)
    {
        if (attempt.IsWithoutTwins == _isWithoutTwins || !_scenario.Job.HasTwins)
            return;
        if (_instances > 0)
        {
            _world.Counts.Add("changes of the job");
            await StartAsync(attempt with { IsWithoutTwins = _isWithoutTwins, RecoverOnly = true, Faults = [], PowerCutAfter = false }, []).ConfigureAwait(false);
        }

        _isWithoutTwins = attempt.IsWithoutTwins;
        if (!_isWithoutTwins && LongOut() is { Count: > 0 } assumed)
        {
            _world.Counts.Add("sinks back by a person's word");
            _world.Tell($"--assume-sink {string.Join(", ", assumed)}");
            await StartAsync(attempt with { RecoverOnly = true, Faults = [], PowerCutAfter = false }, assumed).ConfigureAwait(false);
        }
    }

    /// <summary>Sinks that come back when the log has forgotten the epochs behind their markers: nobody but a person can say that they lack none.</summary>
    private Dictionary<string, EpochNumber> LongOut()
    {
        var present = _scenario.Job.WithoutTwins().Sinks.Select(sink => sink.Server).ToHashSet();
        return EpochLogScan.Read(_world.Disk).Facts is not { } log ? [] : _scenario.Job.Sinks.Where(sink => !present.Contains(sink.Server))
            .DistinctBy(sink => sink.Server).Where(sink => _world.Servers[sink.Server].Marker is { } held && held.Next < log.FirstEpoch)
            .ToDictionary(sink => sink.Name, _ => log.LastEpoch);
    }

    /// <summary>A damaged start copes or refuses. When it refuses, the damage is taken back; or a person says what the sink holds.</summary>
    private async Task StartDamagedAsync(Attempt attempt)
    {
        var servers = ShapeOf(attempt).Sinks.Select(sink => sink.Server).Distinct().ToList();
        if (DamageDone.Do(_world, attempt.Damage, new Random(attempt.Seed), servers) is not { } damage)
        {
            await StartAsync(attempt, []).ConfigureAwait(false);
            return;
        }

        _world.Tell(damage.What);
        _world.Counts.Add($"damage: {attempt.Damage}");
        var quiet = attempt with { Faults = [] };
        if (await StartAsync(quiet, [], mayRefuse: true).ConfigureAwait(false))
            return;
        _world.Counts.Add("damage refused");
        if (damage.Assumed is { } assumed && attempt.Seed % 2 == 0)
        {
            var sink = ShapeOf(attempt).Sinks.First(sink => sink.Server == assumed.Server).Name;
            _world.Tell($"--assume-sink {sink}={assumed.Epoch}");
            await StartAsync(quiet, new() { [sink] = assumed.Epoch }).ConfigureAwait(false);
        }
        else
        {
            damage.Undo();
        }
    }

    /// <returns>False when the start refused what it found.</returns>
    private async Task<bool> StartAsync(Attempt attempt, Dictionary<string, EpochNumber> assumed, bool mayRefuse = false)
    {
        var instance = new Instance(_world, attempt, ++_instances, _scenario.HasThreads);
        _world.Tell($"instance {instance.Number}: {attempt}");
        _world.Counts.Add("starts");
        var query = Open(instance, attempt, assumed);
        try
        {
            if (!await LiveAsync(instance, query, attempt).ConfigureAwait(false))
            {
                await StandStillAsync(instance, attempt).ConfigureAwait(false);
                return true;
            }

            _world.Tell($"instance {instance.Number} ends");
        }
#pragma warning disable CA1031 // How it ends is judged below.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _world.Tell($"instance {instance.Number} ends: {error.Message.Split('\n')[0]}");
            _world.Judge(error);
            instance.SettleDisk();
            await query.DisposeAsync().ConfigureAwait(false);
            _hasNoticedLoss = !_scenario.FlushLog && _world.Counts.Of("power cuts") > 0 && error is StreamFaultException { Origin: FaultOrigin.User };
            if (_hasNoticedLoss)
                _world.Counts.Add("losses of an unflushed log noticed");
            else if (!instance.HasFault && !mayRefuse)
                _world.Fail($"instance {instance.Number} failed, although nothing was wrong: {error}");
            _world.Counts.Add("broken starts");
            CutPower(attempt);
            return instance.HasFault;
        }

        instance.SettleDisk();
        await query.DisposeAsync().ConfigureAwait(false);
        CutPower(attempt);
        return true;
    }

    /// <returns>False when the instance stands still.</returns>
    private async Task<bool> LiveAsync(Instance instance, QueryExecution query, Attempt attempt)
    {
        if (!await GoesOnAsync(query.StartAsync(), instance).ConfigureAwait(false))
            return false;
        if (attempt.Trigger.IsBounded || attempt.RecoverOnly)
            return await GoesOnAsync(query.Completion, instance).ConfigureAwait(false);

        // What is there first, so that the query waits when the world changes.
        if (!await GoesOnAsync(query.ProcessAllAvailableAsync(), instance).ConfigureAwait(false))
            return false;
        foreach (var round in attempt.Rounds)
        {
            _world.Produce(round.Produce);

            // A timer's continuation may be the query itself, which may stand still.
            if (!await GoesOnAsync(Task.Run(() => _world.Time.Advance(round.Advance)), instance).ConfigureAwait(false)
                || !await GoesOnAsync(query.ProcessAllAvailableAsync(), instance).ConfigureAwait(false))
            {
                return false;
            }
        }

        if (attempt.Seed % 4 == 0)
        {
            instance.Die();
            _world.Tell($"instance {instance.Number} is killed");
            await query.AbandonAsync().ConfigureAwait(false);
            return true;
        }

        return await GoesOnAsync(query.StopAsync(), instance).ConfigureAwait(false);
    }

    private static async Task<bool> GoesOnAsync(Task step, Instance instance)
    {
        if (await Task.WhenAny(step, instance.Frozen).WaitAsync(Patience).ConfigureAwait(false) != step)
            return false;
        await step.ConfigureAwait(false);
        return true;
    }

    /// <summary>An instance that stands still holds its successor off, or is left behind by it.</summary>
    private async Task StandStillAsync(Instance zombie, Attempt attempt)
    {
        _world.Disk.FailAt(null);
        if (attempt.Zombie != ZombieFate.KeepsLock)
        {
            _world.Leave(zombie, attempt.Zombie);
            return;
        }

        var second = new Instance(_world, attempt with { Faults = [] }, ++_instances, _scenario.HasThreads);
        var query = Open(second, attempt, []);
        var refusal = await Assert.ThrowsAsync<StreamFaultException>(() => query.StartAsync()).ConfigureAwait(false);
        await query.DisposeAsync().ConfigureAwait(false);
        if (!refusal.Problem.Contains("in use", StringComparison.Ordinal))
            _world.Fail($"a second instance beside one that stands still was refused otherwise: {refusal}");
        await zombie.ThawAsync().ConfigureAwait(false);
    }

    private JobShape ShapeOf(Attempt attempt) => attempt.IsWithoutTwins ? _scenario.Job.WithoutTwins() : _scenario.Job;

    private void CutPower(Attempt attempt)
    {
        if (attempt.PowerCutAfter)
            _world.PowerCut(attempt.Seed);
    }

    private QueryExecution Open(Instance instance, Attempt attempt, Dictionary<string, EpochNumber> assumed)
    {
        var servers = _scenario.Job.Sinks.ToDictionary(sink => sink.Name, sink => _world.Servers[sink.Server]);
        var job = new SimulatedJob(
            ShapeOf(attempt),
            source => new SimulatedSource(_world.Topics[source], instance) { OnBadRecord = BadRecordPolicy.Skip },
            sink => new SimulatedSink(sink, servers[sink], instance),
            _world.Draw);
        instance.Query = new QueryExecution(JobDefinition.PlanOf(job, new JobEnvironment(new Dictionary<string, string>())), new EngineOptions
        {
            Storage = instance.Disk,
            Time = _world.Time,
            Guarantee = _scenario.Guarantee,
            Trigger = attempt.Trigger.IsBounded || _scenario.HasThreads ? attempt.Trigger : OnlyWhenAsked,
            Workers = attempt.Workers,
            MaxRowsPerBatch = attempt.MaxRowsPerBatch,
            MaxRowsPerEpoch = attempt.MaxRowsPerEpoch,
            MaxBytesPerEpoch = attempt.MaxBytesPerEpoch,
            CheckpointInterval = attempt.CheckpointInterval,
            FlushAtEnd = attempt.FlushAtEnd,
            RecoverOnly = attempt.RecoverOnly,
            AssumedSinks = assumed,
            StartFrom = attempt.FromLatest ? "latest" : null,
            FlushLog = _scenario.FlushLog && _world.Mutant != Mutant.LogNotFlushed,
            LogSegmentBytes = _scenario.LogSegmentBytes,
            FaultPlan = instance,
        });
        return instance.Query;
    }
}
