namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>What a sink remembers of the job.</summary>
internal static class MarkerChecks
{
    private static readonly EpochNumber One = new(1);

    public static async Task A_sink_that_is_new_has_no_marker(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenAsync(target).ConfigureAwait(false);
        start.RequireMarker(SinkMarker.None, "on a target that nothing has written");
        await start.DisposeAsync().ConfigureAwait(false);
        var again = await bench.OpenAsync(target).ConfigureAwait(false);
        again.RequireMarker(SinkMarker.None, "opened again before any marker was set");
        await target.RequireRowsAsync("before any epoch").ConfigureAwait(false);
    }

    public static async Task A_marker_that_was_set_is_there_without_rows(SinkBench bench)
    {
        var target = bench.NewTarget();
        await bench.OpenFirstAsync(target).ConfigureAwait(false);
        var start = await bench.ReopenAsync(target, "after SetMarker(0)").ConfigureAwait(false);
        await start.RunEpochAsync(One, target.NewRows(One, 3)).ConfigureAwait(false);
        await bench.ReopenAsync(target, "after SetMarker(0) and epoch 1").ConfigureAwait(false);
    }

    public static async Task A_marker_may_be_set_further_on(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        var seven = new EpochNumber(7);
        await start.SetMarkerAsync(seven).ConfigureAwait(false);
        target.MustHold(seven, []);
        var next = await bench.ReopenAsync(target, "after SetMarker(7)").ConfigureAwait(false);
        await next.RunEpochAsync(seven.Next, target.NewRows(seven.Next, 2)).ConfigureAwait(false);
        await bench.ReopenAsync(target, "after SetMarker(7) and epoch 8").ConfigureAwait(false);
    }

    public static async Task An_epoch_without_rows_moves_the_marker(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        await start.RunEpochAsync(One, []).ConfigureAwait(false);
        var next = await bench.ReopenAsync(target, "after an epoch without rows").ConfigureAwait(false);
        await next.BeginAsync(One.Next).ConfigureAwait(false);
        await next.StageAsync(One.Next).ConfigureAwait(false);
        await next.CommitAsync(One.Next).ConfigureAwait(false);
        target.MustHold(One.Next, []);
        await bench.ReopenAsync(target, "after an epoch in which no writer was called").ConfigureAwait(false);
    }

    public static async Task A_commit_that_comes_again_changes_nothing(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        await start.RunEpochAsync(One, target.NewRows(One, 4)).ConfigureAwait(false);
        await start.CommitAsync(One).ConfigureAwait(false);
        await target.RequireRowsAsync("after Commit(1) twice").ConfigureAwait(false);
        var next = await bench.ReopenAsync(target, "after Commit(1) twice").ConfigureAwait(false);
        await next.RunEpochAsync(One.Next, target.NewRows(One.Next, 1)).ConfigureAwait(false);
        await target.RequireRowsAsync("after the epoch that followed").ConfigureAwait(false);
    }

    public static async Task An_epoch_that_is_held_is_left_as_it_is(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        await start.RunEpochAsync(One, target.NewRows(One, 4)).ConfigureAwait(false);
        await start.RunEpochAsync(One.Next, target.NewRows(One.Next, 4)).ConfigureAwait(false);
        foreach (var held in (EpochNumber[])[One, One.Next])
        {
            var again = await bench.ReopenAsync(target, $"after epoch {target.Held}").ConfigureAwait(false);
            foreach (var step in SinkStep.All(held, target.NewRows(held, 4, again.Generation.Value)))
                await again.MustAsync(step).ConfigureAwait(false);
            await target.RequireRowsAsync($"after epoch {held}, which the sink holds, was written again").ConfigureAwait(false);
        }

        var next = await bench.ReopenAsync(target, "after epochs that the sink holds were written again").ConfigureAwait(false);
        await next.RunEpochAsync(target.Held.Next, target.NewRows(target.Held.Next, 2)).ConfigureAwait(false);
        await target.RequireRowsAsync("after the epoch that followed").ConfigureAwait(false);
    }
}
