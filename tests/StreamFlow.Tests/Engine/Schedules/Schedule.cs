using StreamFlow.Checkpoints.Storage;
using StreamFlow.Engine;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>
/// One random schedule: rows, a job, and how it is run: in which cuts, by how many workers, where rows come late, and what goes wrong on the way.
/// Everything but the threads follows from the seed.
/// </summary>
internal sealed class Schedule
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Random _chance;
    private readonly int _partitions;
    private readonly bool _flush;
    private readonly List<ScheduleRow> _rows = [];
    private readonly List<string> _story = [];

    public Schedule(int seed)
    {
        _chance = new Random(seed);
        (JobName, Define) = ScheduleJobs.All[seed % ScheduleJobs.All.Count];
        _partitions = _chance.Next(1, 5);
        _flush = _chance.Next(2) == 0;
        for (var source = 0; source < 2; source++)
        {
            for (var partition = 0; partition < _partitions; partition++)
                AddPartition(source, partition);
        }

        Mix();
    }

    public string JobName { get; }

    public Action<StreamBuilder, ScheduleWorld> Define { get; }

    public int Partitions => _partitions;

    public bool Flush => _flush;

    public IReadOnlyList<ScheduleRow> Rows => _rows;

    /// <summary>What was done, for a failed test.</summary>
    public string Story => string.Join("\n", _story);

    /// <summary>The rows that the job commits when it is run whole, in one epoch, by one worker.</summary>
    public async Task<IReadOnlyList<string>> RunWholeAsync()
    {
        var world = new ScheduleWorld(_partitions);
        foreach (var row in _rows)
            world.Add(row);
        await using var query = new QueryExecution(world.Plan(Define), new EngineOptions { Storage = new MemoryCheckpointStorage(), Time = new ManualTime(), Trigger = Trigger.Once, FlushAtEnd = _flush });
        await query.StartAsync();
        await query.Completion.WaitAsync(Patience);
        return world.Committed();
    }

    /// <summary>The rows that the job commits when it is run in pieces and with faults, until it is done.</summary>
    public async Task<IReadOnlyList<string>> RunBrokenAsync()
    {
        var world = new ScheduleWorld(_partitions);
        var storage = new MemoryCheckpointStorage();
        var added = 0;
        for (var attempts = _chance.Next(1, 6); attempts > 0; attempts--)
        {
            for (var more = _chance.Next(_rows.Count - added + 1); more > 0; more--)
                world.Add(_rows[added++]);
            await AttemptAsync(world, storage, isLast: false, allAdded: added == _rows.Count);
        }

        for (; added < _rows.Count; added++)
            world.Add(_rows[added]);
        await AttemptAsync(world, storage, isLast: true, allAdded: true);
        return world.Committed();
    }

    private async Task AttemptAsync(ScheduleWorld world, MemoryCheckpointStorage storage, bool isLast, bool allAdded)
    {
        // A bounded run lets partitions go that are empty up to its end: that is for the run over everything.
        var bounded = isLast || (allAdded && _chance.Next(2) == 0);
        var options = new EngineOptions
        {
            Storage = storage,
            Time = new ManualTime(),
            Trigger = bounded ? Trigger.AvailableNow : Trigger.Every(TimeSpan.Zero),
            FlushAtEnd = bounded && _flush,
            Workers = _chance.Next(1, 5),
            MaxRowsPerBatch = _chance.Next(1, 12),
            MaxRowsPerEpoch = _chance.Next(1, _rows.Count + 10),
            MaxBytesPerEpoch = _chance.Next(3) == 0 ? _chance.Next(1, 2000) : long.MaxValue,
            CheckpointInterval = _chance.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromHours(1),
        };
        await using var query = new QueryExecution(world.Plan(Define), options);
        var (fault, steps) = isLast ? (StepFault.None, -1) : ((StepFault)_chance.Next(6), _chance.Next(60));
        world.Faults.Plan(query, fault == StepFault.None ? -1 : steps, fault);
        if (!isLast && _chance.Next(3) == 0)
            storage.FailAt(new StorageFaultPlan(storage.Operations + _chance.Next(1, 40), Torn: _chance.Next(2) == 0, AndAllAfter: true));
        _story.Add($"{options.Trigger}, {options.Workers} workers, {options.MaxRowsPerBatch} rows a batch, {options.MaxRowsPerEpoch} an epoch, checkpoints every {options.CheckpointInterval}, {fault} at step {steps}");
        try
        {
            await query.StartAsync().WaitAsync(Patience);
            if (!bounded)
            {
                await query.ProcessAllAvailableAsync().WaitAsync(Patience);
                await query.StopAsync().WaitAsync(Patience);
            }

            await query.Completion.WaitAsync(Patience);
        }
        catch (Exception error) when (!isLast && IsInjected(error))
        {
            _story.Add($"  ended: {error.GetType().Name} {error.Message}");
        }

        await query.AbandonAsync();
        storage.FailAt(null);
        if (_chance.Next(2) == 0)
            storage.Crash(_chance.Next(2) == 0 ? new Random(_chance.Next()) : null);
    }

    private static bool IsInjected(Exception error) =>
        error is OperationCanceledException || error.Message.Contains("injected", StringComparison.Ordinal)
        || error.Message.Contains("stopped", StringComparison.Ordinal) || (error.InnerException is { } inner && IsInjected(inner));

    private void AddPartition(int source, int partition)
    {
        if (_chance.Next(6) == 0)
            return;
        var now = 0.0;
        var pace = _chance.NextDouble() * 3;
        for (var left = _chance.Next(1, 40); left > 0; left--)
        {
            now += _chance.NextDouble() * pace;
            var at = Start.AddMilliseconds(Math.Round((now - (_chance.Next(4) == 0 ? _chance.NextDouble() * 15 : 0)) * 1000));
            var recorded = at.AddSeconds(_chance.Next(5));
            if (_chance.Next(12) == 0)
            {
                // Too far ahead of its record, in some cases still not the latest event time.
                recorded = recorded.AddDays(-2);
                at = _chance.Next(2) == 0 ? at : at.AddDays(1);
            }

            _rows.Add(new ScheduleRow(source, partition, recorded, new Happening($"k{_chance.Next(5)}", at, _chance.Next(100), _chance.NextDouble())));
        }
    }

    /// <summary>Partitions come in turn; each keeps its own order.</summary>
    private void Mix()
    {
        var queues = _rows.GroupBy(row => (row.Source, row.Partition)).Select(rows => new Queue<ScheduleRow>(rows)).ToList();
        _rows.Clear();
        while (queues.Count > 0)
        {
            var queue = queues[_chance.Next(queues.Count)];
            _rows.Add(queue.Dequeue());
            if (queue.Count == 0)
                queues.Remove(queue);
        }
    }
}
