namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>A start ends between any two calls; the next one does what recovery does. Marker N always means: exactly the rows of the epochs up to N.</summary>
internal static class CrashChecks
{
    public static async Task A_crash_before_the_first_epoch_is_recovered(SinkBench bench)
    {
        var target = bench.NewTarget();
        var first = await bench.OpenAsync(target).ConfigureAwait(false);
        var second = await bench.OpenAsync(target).ConfigureAwait(false);
        second.RequireMarker(SinkMarker.None, "after a start that ended behind Open");
        await first.CloseQuietlyAsync().ConfigureAwait(false);
        await second.SetMarkerAsync(EpochNumber.None).ConfigureAwait(false);
        var third = await bench.ReopenAsync(target, "after a start that ended behind SetMarker(0)").ConfigureAwait(false);
        await third.RunEpochAsync(new EpochNumber(1), target.NewRows(new EpochNumber(1), 3)).ConfigureAwait(false);
        await target.RequireRowsAsync("after the first epoch").ConfigureAwait(false);
    }

    /// <summary>As kill -9 does: the old start is left as it stands, and is there until the check ends.</summary>
    public static Task A_start_left_between_any_two_calls_is_recovered(SinkBench bench) => CrashEverywhereAsync(bench, "left", _ => Task.CompletedTask);

    /// <summary>As a failing query does: it closes its sinks without an abort.</summary>
    public static Task A_start_closed_between_any_two_calls_is_recovered(SinkBench bench) => CrashEverywhereAsync(bench, "closed", start => start.DisposeAsync());

    /// <summary>As a query does whose epoch fails.</summary>
    public static Task A_start_aborted_between_any_two_calls_is_recovered(SinkBench bench) =>
        CrashEverywhereAsync(bench, "aborted and closed", start => start.EndAfterFaultAsync(), stepsMost: 4);

    private static async Task CrashEverywhereAsync(SinkBench bench, string how, Func<SinkStart, Task> end, int stepsMost = 10)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        for (var steps = 0; steps <= stepsMost; steps++)
        {
            var (logged, last) = await RunStepsAsync(target, start, steps).ConfigureAwait(false);
            await end(start).ConfigureAwait(false);
            start = await bench.ReopenAsync(target, $"after a start that was {how} behind {last}").ConfigureAwait(false);
            if (logged is not null)
                await start.RunEpochAsync(target.Held.Next, logged).ConfigureAwait(false);
            await target.RequireRowsAsync($"after the recovery of a start that was {how} behind {last}").ConfigureAwait(false);
        }
    }

    /// <summary>Makes the first calls of the next two epochs.</summary>
    /// <returns>The rows of an epoch that is logged (it was staged) and not committed, and the name of the last call.</returns>
    private static async Task<(IReadOnlyList<ConformanceRow>? Logged, string Last)> RunStepsAsync(SinkTarget target, SinkStart start, int steps)
    {
        IReadOnlyList<ConformanceRow>? logged = null;
        var last = "Open";
        var first = target.Held.Next;
        var epochs = new[] { first, first.Next }.Select(epoch => (Epoch: epoch, Rows: target.NewRows(epoch, 4, start.Generation.Value))).ToList();
        foreach (var (epoch, rows, step) in epochs.SelectMany(one => SinkStep.All(one.Epoch, one.Rows).Select(step => (one.Epoch, one.Rows, step))).Take(steps))
        {
            await start.MustAsync(step).ConfigureAwait(false);
            last = step.Name;
            if (step.Kind == SinkStepKind.Stage)
                logged = rows;
            if (step.Kind != SinkStepKind.Commit)
                continue;
            target.MustHold(epoch, rows);
            logged = null;
        }

        return (logged, last);
    }
}
