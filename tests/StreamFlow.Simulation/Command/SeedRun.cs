using System.Diagnostics;
using System.Globalization;
using StreamFlow.Simulation.Runs;
using StreamFlow.Simulation.Scenarios;

namespace StreamFlow.Simulation.Command;

/// <summary>Many seeds, some side by side.</summary>
internal sealed class SeedRun(int from, int seeds, TimeSpan? limit, int jobs, bool shrink, TextWriter output)
{
    private const int FailuresMax = 10;

    private readonly Lock _gate = new();
    private readonly Counts _counts = new();
    private readonly Stopwatch _watch = new();
    private int _next;
    private int _done;

    public int Failed { get; private set; }

    public Counts Counts => _counts;

    /// <summary>How many, how fast, what happened.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{_counts}{_done:N0} seeds from {from} in {_watch.Elapsed.TotalSeconds:N1} s, {_done / Math.Max(0.001, _watch.Elapsed.TotalSeconds):N0} a second, {Failed} failed");

    /// <summary>Ends after all seeds, the time, or too many failures.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _watch.Start();
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(_ => Task.Run(() => RunSomeAsync(cancellation), cancellation))).ConfigureAwait(false);
        _watch.Stop();
    }

    private async Task RunSomeAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && (limit is null || _watch.Elapsed < limit) && Failed < FailuresMax && Interlocked.Increment(ref _next) is var number && number <= seeds)
        {
            var report = await ScenarioRun.RunAsync(ScenarioGenerator.Make(from + number - 1)).ConfigureAwait(false);
            var smallest = report.HasFailed && shrink ? await Shrinker.ShrinkAsync(report).ConfigureAwait(false) : report;
            lock (_gate)
            {
                _done++;
                _counts.Add(report.Counts);
                if (!report.HasFailed)
                    continue;
                Failed++;
                output.WriteLine($"seed {report.Scenario.Seed} FAILS (./simulate --seed {report.Scenario.Seed}):\n{string.Join("\n", report.Failures)}\nthe smallest that still fails:\n{smallest}\n");
            }
        }
    }
}
