using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Plan;
using StreamFlow.Plan.Explain;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.Recovery;

/// <summary>
/// A delegate draws a number for each row: what left with one crash can never be made again. Two sinks and the counts behind them must show the same numbers all the same.
/// </summary>
public sealed class NotReplayableTests
{
    private const int Rows = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Whatever_step_of_a_sink_dies_both_sinks_hold_the_same_draw_of_each_row_once()
    {
        var chance = Given();
        // More steps than a whole run has: the last ones are runs without a fault.
        for (var step = 0; step < 90; step++)
        {
            foreach (var before in new[] { true, false })
            {
                var world = new World();
                world.DieAt(step, before);
                var died = await RunAsync(world, chance);
                world.DieAt(-1, before);
                world.Storage.Crash(chance);
                Assert.False(await RunAsync(world, chance), "the second run died without a fault");
                world.RequireWhole($"died {(before ? "before" : "after")} step {step}: {died}");
            }
        }
    }

    [Fact]
    public async Task Whatever_operation_of_the_disk_dies_both_sinks_hold_the_same_draw_of_each_row_once()
    {
        var chance = Given();
        for (var operation = 1; operation < 120; operation++)
        {
            var world = new World();
            world.Storage.FailAt(new StorageFaultPlan(operation, Torn: chance.Next(2) == 0, AndAllAfter: true));
            await RunAsync(world, chance);
            world.Storage.FailAt(null);
            world.Storage.Crash(chance);
            Assert.False(await RunAsync(world, chance), $"the second run died without a fault, after operation {operation}");
            world.RequireWhole($"operation {operation} died");
        }
    }

    [Fact]
    public async Task A_draw_that_is_not_marked_is_found_by_the_replay()
    {
        var world = new World { IsMarked = false };
        world.DieAt(World.StepsToFirstCommit, before: false);
        Assert.True(await RunAsync(world, Given()));
        world.DieAt(-1, before: false);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => RunAsync(world, Given()));
        Assert.Contains("came out differently", fault.Message, StringComparison.Ordinal);
        Assert.Contains("[NonDeterministic]", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_says_what_cannot_be_replayed_and_what_is_done_about_it()
    {
        var text = PlanText.Of(PlanOf(new World()), ProcessingGuarantee.ExactlyOnce);
        Assert.Contains("cannot be replayed: the delegate of .Map is marked NonDeterministic; each epoch's output rows and a checkpoint are stored", text, StringComparison.Ordinal);
        Assert.Contains("not deterministic", PlanOf(new World()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not deterministic", PlanOf(new World { IsMarked = false }).Text, StringComparison.Ordinal);
    }

    /// <returns>Whether the run died by the planned fault.</returns>
    private static async Task<bool> RunAsync(World world, Random chance)
    {
        await using var query = Query(world, chance.Next(1, 4));
        try
        {
            await query.StartAsync().WaitAsync(Patience);
            await query.Completion.WaitAsync(Patience);
            return false;
        }
        catch (StreamFaultException fault) when (fault.ToString().Contains("injected", StringComparison.Ordinal))
        {
            await query.AbandonAsync();
            return true;
        }
    }

    private static QueryExecution Query(World world, int workers = 1) => new(
        PlanOf(world),
        new EngineOptions { Storage = world.Storage, Time = new ManualTime(), Trigger = Trigger.AvailableNow, MaxRowsPerEpoch = 4, Workers = workers, CheckpointInterval = TimeSpan.FromHours(1) });

    private static LogicalPlan PlanOf(World world) => JobDefinition.PlanOf(new Draw(world), new JobEnvironment(new Dictionary<string, string>()));

    private static Random Given() => Checkpoints.Given.Seeded(out _);

    private sealed record Order(int Number);

    private sealed record Drawn(int Number, Guid Draw, decimal? Price);

    private sealed record Count(int Remainder, long Orders);

    [StreamJob("draw")]
    private sealed class Draw(World world) : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var orders = streams.From(world.Orders);
            var drawn = world.IsMarked
                ? orders.Map([NonDeterministic] (order) => DrawFor(order))
                : orders.Map(order => DrawFor(order));
            drawn.To(world.First);
            drawn.To(world.Second);
            drawn.GroupBy(row => row.Number % 3).Select(rows => new Count(rows.Key, rows.Count())).To(world.Counts);
        }

        private static Drawn DrawFor(Order order) => new(order.Number, Guid.NewGuid(), order.Number % 2 == 0 ? null : 1.50m);
    }

    /// <summary>What outlives the runs.</summary>
    private sealed class World
    {
        private readonly Lock _gate = new();
        private int _left = -1;
        private bool _before;

        public World()
        {
            for (var number = 0; number < Rows; number++)
                Orders.Add(number % 2, new Order(number));
            First = new DyingSink<Drawn>("first", this);
            Second = new DyingSink<Drawn>("second", this);
            Counts = new DyingSink<Count>("counts", this);
        }

        public bool IsMarked { get; init; } = true;

        public MemoryCheckpointStorage Storage { get; } = new();

        public MemorySource<Order> Orders { get; } = new("orders", 2);

        public DyingSink<Drawn> First { get; }

        public DyingSink<Drawn> Second { get; }

        public DyingSink<Count> Counts { get; }

        /// <summary>Three sinks: opened, marked, begun and staged before the first of them commits.</summary>
        public const int StepsToFirstCommit = 3 * 4;

        public void DieAt(int step, bool before) => (_left, _before) = (step, before);

        public async Task StepAsync(Func<Task> step)
        {
            bool dies;
            lock (_gate)
                dies = _left-- == 0;
            if (dies && _before)
                throw Injected();
            await step();
            if (dies)
                throw Injected();
        }

        public void RequireWhole(string what)
        {
            var first = First.Committed.OrderBy(row => row.Number).ToList();
            Assert.True(Enumerable.Range(0, Rows).SequenceEqual(first.Select(row => row.Number)), $"{what}: {string.Join(", ", first)}");
            Assert.True(first.SequenceEqual(Second.Committed.OrderBy(row => row.Number)), $"{what}: the sinks differ");
            Assert.Equal(
                Enumerable.Range(0, Rows).GroupBy(number => number % 3).Select(group => new Count(group.Key, group.Count())),
                Counts.Committed.GroupBy(count => count.Remainder).Select(group => group.Last()).OrderBy(count => count.Remainder));
            Assert.Equal(Rows, EpochLogReader.Read(Storage, EpochNumber.None.Next, EpochLogScan.Read(Storage).Facts!.LastEpoch).Sum(record => record.Sinks.Single(sink => sink.Name == "first").Rows));
        }

        private static StreamFaultException Injected() => StreamFaultException.External("injected", "try again");
    }

    /// <summary>A memory sink, each step of which may die before or after it took effect.</summary>
    private sealed class DyingSink<T>(string name, World world) : SinkSpec<T>
        where T : class
    {
        private readonly MemorySink<T> _sink = new(name);

        public override string Name => name;

        public IReadOnlyList<T> Committed => _sink.Committed;

        public override string Describe() => _sink.Describe();

        public override SinkCommitter OpenCommitter(ConnectorContext context) => new Committer(_sink.OpenCommitter(context), world);

        public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) => _sink.OpenWriter(((Committer)committer).Inner, schema);

        private sealed class Committer(SinkCommitter inner, World world) : SinkCommitter
        {
            public SinkCommitter Inner => inner;

            public override async Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
            {
                var marker = SinkMarker.None;
                await world.StepAsync(async () => marker = await inner.OpenAsync(generation, cancellation));
                return marker;
            }

            public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation) => world.StepAsync(() => inner.SetMarkerAsync(epoch, cancellation));

            public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation) => world.StepAsync(() => inner.BeginAsync(epoch, cancellation));

            public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation) => world.StepAsync(() => inner.StageAsync(epoch, cancellation));

            public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation) => world.StepAsync(() => inner.CommitAsync(epoch, cancellation));

            public override Task AbortAsync(CancellationToken cancellation) => inner.AbortAsync(cancellation);
        }
    }
}
