using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Golden;

/// <summary>The pages of state that a checkpoint holds, byte for byte, as a job with every kind of them writes them.</summary>
public sealed class GoldenPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemorySource<Row> _rows = new("rows") { Time = new ManualTime() };
    private readonly MemorySink<InWindow> _windows = new("windows");
    private readonly MemorySink<Total> _totals = new("totals");
    private readonly MemorySink<Row> _copies = new("copies");

    public GoldenPageTests()
    {
        for (var i = 0; i < 7; i++)
            _rows.Add(0, Start, new Row(i % 2 == 0 ? "a" : "bé", i % 3, Start.AddSeconds(i * 3), i * 0.5, i * 1.25m, i == 4 ? null : $"t{i}"));
    }

    /// <summary>The golden file of a kind of page, its operator, and whether it is that of a lane or of the operator as a whole.</summary>
    public static TheoryData<string, string, bool> Kinds => new()
    {
        { "window-slice.1", "window", true },
        { "window-merge.2", "window", false },
        { "group.1", "group", true },
        { "group-merge.1", "group", false },
        { "event-time.1", "$event-time", false },
        { "output.1", "$output totals", true },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_page_is_written_as_ever(string golden, string @operator, bool hasLane)
    {
        var (storage, manifest) = await RunAsync();
        var page = PageOf(manifest, @operator, hasLane);
        GoldenFile.RequireSame($"page.{golden}", new CheckpointStore(storage, "golden").ReadPage(page));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_page_of_a_later_version_is_refused_by_name(string golden, string @operator, bool hasLane)
    {
        var (storage, manifest) = await RunAsync();
        var page = PageOf(manifest, @operator, hasLane);
        var bytes = GoldenFile.Read($"page.{golden}");
        bytes[0] = 99;
        // Stored rows are read only when a sink lacks them.
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => StartAsync(With(storage, manifest, page, bytes), lacksLast: @operator[0] == '$'));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains("a page of stored state has format version 99, this StreamFlow reads ", fault.Problem, StringComparison.Ordinal);
        Assert.Contains($"page '{page.PageId}' of '{@operator}'", fault.Place, StringComparison.Ordinal);
        Assert.Contains("the version of StreamFlow that wrote the checkpoint", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_merge_page_of_format_1_is_read()
    {
        var (storage, manifest) = await RunAsync();
        // Before windows could allow lateness: released minimum and next offset, and nothing of what is closed.
        GoldenFile.RequireSame("page.window-merge.1", [1, .. GoldenFile.Read("page.window-merge.2").AsSpan(1, 16)]);
        await StartAsync(With(storage, manifest, PageOf(manifest, "window", hasLane: false), GoldenFile.Read("page.window-merge.1")), lacksLast: false);
        Assert.Equal(7, _windows.Committed.Sum(window => window.Count));
    }

    private static CheckpointPage PageOf(CheckpointManifest manifest, string @operator, bool hasLane) =>
        manifest.Pages.First(page => page.Operator == @operator && page.Lane.Length > 0 == hasLane);

    private async Task<(MemoryCheckpointStorage Storage, CheckpointManifest Manifest)> RunAsync()
    {
        var storage = new MemoryCheckpointStorage();
        await RunAsync(storage, flush: false);
        var manifest = new CheckpointStore(storage, "golden").InspectAll().First(facts => facts.Manifest!.Pages.Any(page => page.Operator.StartsWith("$output", StringComparison.Ordinal))).Manifest!;
        return (storage, manifest);
    }

    /// <summary>The directory with the checkpoint of the last epoch as it was stored before the sinks committed, one of its pages replaced.</summary>
    private static MemoryCheckpointStorage With(MemoryCheckpointStorage storage, CheckpointManifest manifest, CheckpointPage replaced, byte[] bytes)
    {
        var changed = new MemoryCheckpointStorage();
        foreach (var file in storage.List().Where(file => file.EndsWith(".epochs", StringComparison.Ordinal)))
            changed.Put(file, storage.ReadAll(file));
        var pages = new CheckpointStore(storage, "golden");
        new CheckpointStore(changed, "golden").Write(
            new CheckpointContents
            {
                Epoch = manifest.Epoch,
                Generation = manifest.Generation,
                HeldByAllSinks = manifest.HeldByAllSinks,
                PlanHash = manifest.PlanHash,
                Plan = manifest.Plan,
                Operators = manifest.Operators,
                Positions = manifest.Positions,
                Pages = [.. manifest.Pages.Select(page => new PageToWrite(page.Operator, page.Lane, page.PageId, page.Version, page == replaced ? bytes : pages.ReadPage(page)))],
            },
            previous: null);
        return changed;
    }

    private async Task StartAsync(MemoryCheckpointStorage storage, bool lacksLast)
    {
        if (lacksLast)
        {
            var last = EpochLogScan.Read(storage).Facts!.LastEpoch;
            await using var committer = _totals.OpenCommitter(new Connectors.ConnectorContext { Job = "golden", Name = "totals" });
            await committer.OpenAsync(new Generation(2), default);
            await committer.SetMarkerAsync(new EpochNumber(last.Value - 1), default);
        }

        await RunAsync(storage, flush: true);
    }

    private async Task RunAsync(MemoryCheckpointStorage storage, bool flush)
    {
        await using var query = new QueryExecution(
            JobDefinition.PlanOf(new Job(_rows, _windows, _totals, _copies), new JobEnvironment(new Dictionary<string, string>())),
            new EngineOptions { Storage = storage, Time = new ManualTime(), Trigger = Trigger.AvailableNow, FlushAtEnd = flush, CheckpointInterval = TimeSpan.FromHours(1) });
        await query.StartAsync().WaitAsync(Patience);
        await query.Completion.WaitAsync(Patience);
    }

    private sealed record Row(string Name, int Number, DateTimeOffset At, double Real, decimal Money, string? Text);

    private sealed record InWindow(string Name, int Number, DateTimeOffset Start, long Count, double Sum, decimal Money, string? Last);

    private sealed record Total(
        string Name, long Count, double Sum, double? Average, double? Deviation, decimal Money, string? First, string? Last, double Min, string? Max, long Different, string Letters);

    /// <summary>A delegate that is not deterministic makes it store its output, too.</summary>
    [StreamJob("golden")]
    private sealed class Job(MemorySource<Row> rows, MemorySink<InWindow> windows, MemorySink<Total> totals, MemorySink<Row> copies) : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var all = streams.From(rows).Map([NonDeterministic] (row) => row);
            all.To(copies);
            all.WithWatermark(row => row.At, TimeSpan.FromSeconds(1)).GroupBy(row => new { row.Name, row.Number }).Window(Window.Tumbling(TimeSpan.FromSeconds(10))).Named("window")
                .Select(window => new InWindow(window.Key.Name, window.Key.Number, window.Start, window.Count(), window.Sum(row => row.Real), window.Sum(row => row.Money), window.Last(row => row.Text)))
                .To(windows);
            all.GroupBy(row => row.Name).Named("group")
                .Select(group => new Total(
                    group.Key, group.Count(), group.Sum(row => row.Real), group.Average(row => row.Real), group.StdDev(row => row.Real), group.Sum(row => row.Money), group.First(row => row.Text),
                    group.Last(row => row.Text), group.Min(row => row.Real), group.Max(row => row.Text), group.CountDistinct(row => row.Number), group.Aggregate(row => row.Name, new Letters())))
                .To(totals);
        }
    }

    private sealed class Letters : AggregateFunction<string, string, string>
    {
        public override string Name => "letters";

        public override string Create() => "";

        public override void Accumulate(ref string accumulator, string value) => accumulator += value[0];

        public override void Combine(ref string accumulator, in string other) => accumulator += other;

        public override string Result(in string accumulator) => accumulator;
    }
}
