namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>An older start that still runs, or wakes up, must fail or have no effect, wherever it stood when a newer one was opened.</summary>
internal static class FencingChecks
{
    private const int EpochSteps = 5;

    public static async Task The_last_generation_is_told(SinkBench bench)
    {
        var target = bench.NewTarget();
        var first = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        await first.RunEpochAsync(new EpochNumber(1), target.NewRows(new EpochNumber(1), 1)).ConfigureAwait(false);
        var second = await bench.ReopenAsync(target, "after epoch 1").ConfigureAwait(false);
        var told = await bench.AskLastGenerationAsync(target).ConfigureAwait(false);
        CheckFailure.Require(
            told == second.Generation || told == default,
            $"after generation {second.Generation} has opened the sink, GetLastGeneration gives {told}; it must be {second.Generation}, or 0 from a sink that does not remember it");
    }

    public static async Task An_older_generation_may_not_open_after_a_newer_one(SinkBench bench)
    {
        var target = bench.NewTarget();
        var old = target.NextGeneration();
        var newer = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        await newer.RunEpochAsync(new EpochNumber(1), target.NewRows(new EpochNumber(1), 2)).ConfigureAwait(false);
        SinkStart? opened = null;
        try
        {
            opened = await bench.OpenAsync([target], old).ConfigureAwait(false);
        }
        catch (CheckFailure failure) when (failure.InnerException is StreamFaultException)
        {
            // Refused, as it must be.
        }

        CheckFailure.Require(opened is null, $"generation {old} was let in although generation {newer.Generation} had opened the sink");
        await newer.RunEpochAsync(new EpochNumber(2), target.NewRows(new EpochNumber(2), 2)).ConfigureAwait(false);
        await target.RequireRowsAsync("after the newer generation went on").ConfigureAwait(false);
    }

    /// <summary>The old start goes on when its successor has been opened and has done nothing yet.</summary>
    public static Task A_zombie_ahead_of_its_successor_has_no_effect(SinkBench bench) => ZombieEverywhereAsync(bench, successorFirst: false);

    /// <summary>The old start goes on when its successor has committed.</summary>
    public static Task A_zombie_behind_its_successor_has_no_effect(SinkBench bench) => ZombieEverywhereAsync(bench, successorFirst: true);

    private static async Task ZombieEverywhereAsync(SinkBench bench, bool successorFirst)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        for (var done = 0; done <= EpochSteps; done++)
        {
            var zombie = start;
            var epoch = target.Held.Next;
            var rows = target.NewRows(epoch, 4, zombie.Generation.Value);
            var steps = SinkStep.All(epoch, rows);
            foreach (var step in steps.Take(done))
                await zombie.MustAsync(step).ConfigureAwait(false);
            if (done == EpochSteps)
                target.MustHold(epoch, rows);
            var stood = done == 0 ? "Open" : steps[done - 1].Name;

            start = await bench.ReopenAsync(target, $"while an older start stands behind {stood}").ConfigureAwait(false);
            var left = steps.Skip(done).Concat(SinkStep.All(epoch.Next, target.NewRows(epoch.Next, 2, zombie.Generation.Value)));
            if (!successorFirst)
                await GoOnAsync(zombie, left).ConfigureAwait(false);

            // The epoch is logged once it is staged: then it is finished with its rows. Else it may be cut in another way.
            var staged = done == EpochSteps - 1;
            var next = target.Held.Next;
            await start.RunEpochAsync(next, staged ? rows : target.NewRows(next, 3, start.Generation.Value)).ConfigureAwait(false);
            if (successorFirst)
                await GoOnAsync(zombie, left).ConfigureAwait(false);
            await target.RequireRowsAsync($"after a start that stood behind {stood} went on although a newer one had opened the sink").ConfigureAwait(false);
            next = target.Held.Next;
            await start.RunEpochAsync(next, target.NewRows(next, 2, start.Generation.Value)).ConfigureAwait(false);
            await target.RequireRowsAsync("after the successor went on").ConfigureAwait(false);
        }

        await bench.ReopenAsync(target, "after the zombies").ConfigureAwait(false);
    }

    /// <summary>A woken query makes its next calls until one fails, and then ends as a query does whose epoch failed.</summary>
    private static async Task GoOnAsync(SinkStart zombie, IEnumerable<SinkStep> steps)
    {
        foreach (var step in steps)
        {
            if (await zombie.TryAsync(step).ConfigureAwait(false) is not null)
                break;
        }

        await zombie.EndAfterFaultAsync().ConfigureAwait(false);
    }
}
