using StreamFlow.Basics.Memory;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Connectors;
using StreamFlow.Definition;
using StreamFlow.Engine;
using StreamFlow.Engine.Faults;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Engine.Damage;

/// <summary>
/// A job that died between the commits of its two sinks, with windows open, and what it left: a checkpoint directory, and sinks that hold different epochs. It can be started from there
/// any number of times, each time with sinks of its own.
/// </summary>
internal sealed class DamageWorld
{
    private const int Rows = 72;
    private const int Devices = 4;
    private const int CrashEpoch = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemorySource<Reading> _readings = new("readings", 2);
    private readonly List<Reading> _rows = [];
    private Held<WindowSum> _windows = new([], EpochNumber.None);
    private Held<Total> _totals = new([], EpochNumber.None);

    /// <summary>The directory at the crash; its log has several segments, of which retention has dropped the first.</summary>
    public MemoryCheckpointStorage Directory { get; private set; } = new();

    public static async Task<DamageWorld> CreateAsync()
    {
        var world = new DamageWorld();
        for (var i = 0; i < Rows; i++)
        {
            // A device's rows are all in one partition, in order of time: so what a total can be is known for each count.
            var row = new Reading($"d{i % Devices}", Start.AddSeconds(i), i * i);
            world._rows.Add(row);
            world._readings.Add(i % 2, row);
        }

        await world.CrashAsync();
        return world;
    }

    /// <summary>Starts the job on the directory and lets it read everything.</summary>
    /// <returns>The fault that it stopped with; null when it came to the end, with exactly the right rows.</returns>
    public async Task<StreamFaultException?> StartAsync(CheckpointStorage directory)
    {
        var windows = await SinkAsync("windows", _windows);
        var totals = await SinkAsync("totals", _totals);
        StreamFaultException? fault = null;
        await using (var query = Query(directory, windows, totals, faults: null))
        {
            try
            {
                await query.StartAsync().WaitAsync(Patience);
                await query.Completion.WaitAsync(Patience);
            }
            catch (StreamFaultException stopped)
            {
                fault = stopped;
            }
        }

        List<WindowSum> allWindows = [.. _windows.Rows, .. windows.Committed];
        List<Total> allTotals = [.. _totals.Rows, .. totals.Committed];
        Assert.Equal(allWindows.Count, allWindows.Distinct().Count());
        Assert.Subset(Windows().ToHashSet(), allWindows.ToHashSet());
        Assert.Equal(allTotals.Count, allTotals.Distinct().Count());
        Assert.Subset(Totals().ToHashSet(), allTotals.ToHashSet());
        if (fault is not null)
            return fault;
        Assert.Equal(Windows().Count(), allWindows.Count);
        Assert.Equal(Enumerable.Repeat(Rows / Devices, Devices), allTotals.GroupBy(total => total.Device).Select(device => (int)device.Max(total => total.Count)));
        return null;
    }

    private async Task CrashAsync()
    {
        var (windows, totals) = (new MemorySink<WindowSum>("windows"), new MemorySink<Total>("totals"));
        var crash = new CrashBetweenSinks();
        await using (var query = Query(Directory, windows, totals, crash))
        {
            await query.StartAsync().WaitAsync(Patience);
            await crash.Crashed.WaitAsync(Patience);
            await query.AbandonAsync();
        }

        Directory.Crash();
        _windows = new Held<WindowSum>(windows.Committed, await MarkerAsync(windows));
        _totals = new Held<Total>(totals.Committed, await MarkerAsync(totals));
        Assert.Equal((CrashEpoch, CrashEpoch - 1), ((int)_windows.Epoch.Value, (int)_totals.Epoch.Value));
        Directory = InSegments(Directory);
    }

    /// <summary>The same directory with the log cut into segments, as a long one is; those that no checkpoint needs are gone.</summary>
    private static MemoryCheckpointStorage InSegments(MemoryCheckpointStorage whole)
    {
        var facts = EpochLogScan.Read(whole).Facts!;
        var cut = new MemoryCheckpointStorage();
        using (var log = new EpochLog(cut, "damage", EpochLogScan.Read(cut), new EpochLogOptions { SegmentBytes = 500 }))
        {
            foreach (var record in EpochLogReader.Read(whole, facts.FirstEpoch, facts.LastEpoch))
                log.Append(record);
            log.Flush();
        }

        cut.Delete(cut.List()[0]);
        foreach (var file in whole.List().Where(file => !file.EndsWith(".epochs", StringComparison.Ordinal)))
            cut.Put(file, whole.ReadAll(file));
        return cut;
    }

    private QueryExecution Query(CheckpointStorage storage, MemorySink<WindowSum> windows, MemorySink<Total> totals, IFaultPlan? faults) => new(
        JobDefinition.PlanOf(new Job(_readings, windows, totals), new JobEnvironment(new Dictionary<string, string>())),
        new EngineOptions
        {
            Storage = storage,
            Time = new ManualTime(),
            Trigger = Trigger.AvailableNow,
            FlushAtEnd = true,
            MaxRowsPerEpoch = 4,
            CheckpointInterval = TimeSpan.Zero,
            FaultPlan = faults,
        });

    private IEnumerable<WindowSum> Windows() =>
        from row in _rows
        let window = (row.At - Start).Ticks / Job.Window.Ticks
        group row by (row.Device, window) into rows
        select new WindowSum(rows.Key.Device, Start + (rows.Key.window * Job.Window), rows.Count(), rows.Sum(row => row.Value));

    /// <summary>Every state that a device's total goes through.</summary>
    private IEnumerable<Total> Totals() =>
        from device in _rows.GroupBy(row => row.Device)
        from count in Enumerable.Range(1, device.Count())
        select new Total(device.Key, count, device.Take(count).Sum(row => row.Value));

    private static async Task<MemorySink<T>> SinkAsync<T>(string name, Held<T> held)
        where T : class
    {
        var sink = new MemorySink<T>(name);
        await using var committer = sink.OpenCommitter(ContextOf(name));
        await committer.OpenAsync(new Generation(1), default);
        await committer.SetMarkerAsync(held.Epoch, default);
        return sink;
    }

    private static async Task<EpochNumber> MarkerAsync<T>(MemorySink<T> sink)
        where T : class
    {
        await using var committer = sink.OpenCommitter(ContextOf(sink.Name));
        return (await committer.OpenAsync(new Generation(100), default)).Epoch!.Value;
    }

    private static ConnectorContext ContextOf(string name) => new() { Job = "damage", Name = name };

    private sealed record Held<T>(IReadOnlyList<T> Rows, EpochNumber Epoch);

    private sealed record Reading(string Device, DateTimeOffset At, long Value);

    private sealed record WindowSum(string Device, DateTimeOffset Start, long Count, long Sum);

    private sealed record Total(string Device, long Count, long Sum);

    [StreamJob("damage")]
    private sealed class Job(MemorySource<Reading> readings, MemorySink<WindowSum> windows, MemorySink<Total> totals) : IStreamJob
    {
        public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

        public void Define(StreamBuilder streams)
        {
            var rows = streams.From(readings).WithWatermark(reading => reading.At, TimeSpan.FromSeconds(5)).GroupBy(reading => reading.Device);
            rows.Window(StreamFlow.Window.Tumbling(Window)).Select(window => new WindowSum(window.Key, window.Start, window.Count(), window.Sum(reading => reading.Value))).To(windows);
            rows.Select(group => new Total(group.Key, group.Count(), group.Sum(reading => reading.Value))).To(totals);
        }
    }

    private sealed class CrashBetweenSinks : IFaultPlan
    {
        private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Crashed => _crashed.Task;

        public ValueTask<FaultAction> AtAsync(CrashPoint point, EpochNumber epoch, string subject)
        {
            if (point != CrashPoint.AfterCommit || epoch.Value != CrashEpoch || !_crashed.TrySetResult())
                return new(FaultAction.GoOn);
            return new(FaultAction.Crash);
        }
    }
}
