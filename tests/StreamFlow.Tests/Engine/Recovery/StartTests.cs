using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Engine.Faults;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.Recovery;

/// <summary>A job that is changed between two starts, and what the person who starts it may say.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly MemoryCheckpointStorage _storage = new();
    private readonly MemorySource<Order> _orders = new("orders");
    private readonly MemorySink<Order> _copies = new("copies");
    private readonly MemorySink<Total> _totals = new("totals");
    private readonly MemorySink<Order> _more = new("more");

    public StartTests() => Add(1, 9);

    [Fact]
    public async Task After_a_crash_a_changed_plan_is_refused_until_the_old_one_has_recovered()
    {
        await CrashAsync(Old);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => RunAsync(New));
        Assert.Contains("they were made by another plan", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--recover-only", fault.WayOut, StringComparison.Ordinal);

        Add(10, 12);
        await RunAsync(Old, recoverOnly: true);
        Assert.Equal(Enumerable.Range(1, 9), _copies.Committed.Select(order => order.Number));
        Assert.Equal(LastLogged(), LastCheckpoint());

        await RunAsync(New);
        Assert.Equal(Enumerable.Range(1, 12), _copies.Committed.Select(order => order.Number).Order());
        Assert.Equal(Enumerable.Range(10, 3), _more.Committed.Select(order => order.Number));
        Assert.Equal([new Total(0, 18 + 12), new Total(1, 12 + 10), new Total(2, 15 + 11)], Totals());
    }

    [Fact]
    public async Task Recover_only_with_nothing_to_recover_reads_nothing_new()
    {
        await RunAsync(Old);
        Add(10, 12);
        await RunAsync(Old, recoverOnly: true);
        Assert.Equal(9, _copies.Committed.Count);
        Assert.Equal(LastLogged(), LastCheckpoint());
    }

    [Fact]
    public async Task After_a_graceful_stop_a_changed_plan_starts_and_a_new_sink_begins_there()
    {
        await RunAsync(Old);
        Assert.Equal(LastLogged(), LastCheckpoint());
        Add(10, 12);
        await RunAsync(New);
        Assert.Equal(Enumerable.Range(1, 12), _copies.Committed.Select(order => order.Number));
        Assert.Equal(Enumerable.Range(10, 3), _more.Committed.Select(order => order.Number));
    }

    [Fact]
    public async Task State_goes_only_by_leave()
    {
        await RunAsync(Old);
        Add(10, 12);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => RunAsync(OnlyCopies));
        Assert.Contains("would lose the state of 'group-by-", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--allow-state-drop", fault.WayOut, StringComparison.Ordinal);
        await RunAsync(OnlyCopies, allowStateDrop: true);
        Assert.Equal(12, _copies.Committed.Count);

        // Back again, the totals begin anew, and so they say.
        Add(13, 13);
        await RunAsync(Old);
        Assert.Equal(new Total(1, 13), _totals.Committed[^1]);
    }

    [Fact]
    public async Task A_sink_that_lost_its_marker_stops_the_job_until_somebody_says_what_it_holds()
    {
        await RunAsync(Old);
        var rows = _copies.Committed.Count;
        var replaced = new MemorySink<Order>("copies");
        void WithLostSink(StreamBuilder streams) => Define(streams, replaced, _totals, null);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => RunAsync(WithLostSink));
        Assert.Contains("sink 'copies' has no marker of this job", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--assume-sink copies=EPOCH", fault.WayOut, StringComparison.Ordinal);

        Add(10, 12);
        await RunAsync(WithLostSink, assume: LastLogged());
        Assert.Equal(Enumerable.Range(10, 3), replaced.Committed.Select(order => order.Number));
        Assert.Equal(9, rows);
        await RunAsync(WithLostSink);
    }

    private void Old(StreamBuilder streams) => Define(streams, _copies, _totals, null);

    private void New(StreamBuilder streams) => Define(streams, _copies, _totals, _more);

    private void OnlyCopies(StreamBuilder streams) => Define(streams, _copies, null, null);

    private void Define(StreamBuilder streams, MemorySink<Order> copies, MemorySink<Total>? totals, MemorySink<Order>? more)
    {
        var orders = streams.From(_orders);
        orders.To(copies);
        if (totals is not null)
            orders.GroupBy(order => order.Number % 3).Select(group => new Total(group.Key, group.Sum(order => (long)order.Number))).To(totals);
        if (more is not null)
            orders.To(more);
    }

    private void Add(int from, int to)
    {
        for (var number = from; number <= to; number++)
            _orders.Add(0, new Order(number));
    }

    private List<Total> Totals() => [.. _totals.Committed.GroupBy(total => total.Remainder).Select(same => same.Last()).OrderBy(total => total.Remainder)];

    private EpochNumber LastLogged() => EpochLogScan.Read(_storage).Facts!.LastEpoch;

    private EpochNumber LastCheckpoint() => new CheckpointStore(_storage, "changing").Inspect(LastLogged())[0].Epoch;

    /// <summary>Dies when the last epoch is logged and before any sink has it.</summary>
    private async Task CrashAsync(Action<StreamBuilder> define)
    {
        var options = Options();
        options.FaultPlan = new DieAt(CrashPoint.AfterRecord, new EpochNumber(3));
        await using var query = new QueryExecution(PlanOf(define), options);
        await query.StartAsync().WaitAsync(Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query.Completion.WaitAsync(Patience));
        await query.AbandonAsync();
        _storage.Crash();
    }

    private async Task RunAsync(Action<StreamBuilder> define, bool recoverOnly = false, bool allowStateDrop = false, EpochNumber? assume = null)
    {
        await using var query = new QueryExecution(PlanOf(define), Options(recoverOnly, allowStateDrop, assume));
        await query.StartAsync().WaitAsync(Patience);
        await query.Completion.WaitAsync(Patience);
    }

    private EngineOptions Options(bool recoverOnly = false, bool allowStateDrop = false, EpochNumber? assume = null) => new()
    {
        Storage = _storage,
        Time = new ManualTime(),
        Trigger = Trigger.AvailableNow,
        MaxRowsPerEpoch = 3,
        CheckpointInterval = TimeSpan.FromHours(1),
        RecoverOnly = recoverOnly,
        AllowStateDrop = allowStateDrop,
        AssumedSinks = assume is { } epoch ? new Dictionary<string, EpochNumber> { ["copies"] = epoch } : new Dictionary<string, EpochNumber>(),
    };

    private static StreamFlow.Plan.LogicalPlan PlanOf(Action<StreamBuilder> define) => JobDefinition.PlanOf(new Changing(define), new JobEnvironment(new Dictionary<string, string>()));

    private sealed record Order(int Number);

    private sealed record Total(int Remainder, long Sum);

    [StreamJob("changing")]
    private sealed class Changing(Action<StreamBuilder> define) : IStreamJob
    {
        public void Define(StreamBuilder streams) => define(streams);
    }

    private sealed class DieAt(CrashPoint point, EpochNumber epoch) : IFaultPlan
    {
        public ValueTask<FaultAction> AtAsync(CrashPoint at, EpochNumber number, string subject) =>
            ValueTask.FromResult(at == point && number == epoch ? FaultAction.Crash : FaultAction.GoOn);
    }
}
