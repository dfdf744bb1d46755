namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>When rows are seen, and when never.</summary>
internal static class VisibilityChecks
{
    private static readonly EpochNumber One = new(1);

    public static async Task Rows_are_seen_after_their_commit_and_not_before(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        foreach (var epoch in (EpochNumber[])[One, One.Next])
        {
            var rows = target.NewRows(epoch, 6);
            foreach (var step in SinkStep.All(epoch, rows))
            {
                await start.MustAsync(step).ConfigureAwait(false);
                if (step.Kind == SinkStepKind.Commit)
                    target.MustHold(epoch, rows);
                await target.RequireRowsAsync($"after {step.Name}").ConfigureAwait(false);
            }
        }
    }

    public static async Task An_epoch_that_was_aborted_leaves_nothing(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        for (var steps = 1; steps <= 4; steps++)
        {
            var epoch = target.Held.Next;
            var calls = SinkStep.All(epoch, target.NewRows(epoch, 4)).Take(steps).ToList();
            foreach (var step in calls)
                await start.MustAsync(step).ConfigureAwait(false);
            await start.AbortAsync().ConfigureAwait(false);
            await target.RequireRowsAsync($"after an abort behind {calls[^1].Name}").ConfigureAwait(false);

            // The same number again, by other rows: the epoch was never logged, so it may be cut in another way.
            await start.RunEpochAsync(epoch, target.NewRows(epoch, 3)).ConfigureAwait(false);
            await target.RequireRowsAsync($"after epoch {epoch} was aborted behind {calls[^1].Name} and written again").ConfigureAwait(false);
        }

        await bench.ReopenAsync(target, "after aborts").ConfigureAwait(false);
    }

    public static async Task An_abort_with_nothing_begun_does_nothing(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        await start.AbortAsync().ConfigureAwait(false);
        await start.RunEpochAsync(One, target.NewRows(One, 2)).ConfigureAwait(false);
        await start.AbortAsync().ConfigureAwait(false);
        await start.RunEpochAsync(One.Next, target.NewRows(One.Next, 2)).ConfigureAwait(false);
        await bench.ReopenAsync(target, "after aborts between epochs").ConfigureAwait(false);
    }

    public static async Task A_batch_is_free_again_when_the_writer_returns(SinkBench bench)
    {
        // Every writer's batch is spoilt right after each Write: what comes out is what was there before.
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        var rows = target.NewRows(One, 40);
        await start.BeginAsync(One).ConfigureAwait(false);
        foreach (var row in rows)
            await start.WriteAsync(One, [row]).ConfigureAwait(false);
        await start.StageAsync(One).ConfigureAwait(false);
        await start.CommitAsync(One).ConfigureAwait(false);
        target.MustHold(One, rows);
        await target.RequireRowsAsync("after 40 batches in the same memory").ConfigureAwait(false);
    }
}
