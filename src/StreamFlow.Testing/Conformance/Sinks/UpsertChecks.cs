namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>A row replaces the one with the same key.</summary>
internal static class UpsertChecks
{
    private static readonly EpochNumber One = new(1);

    public static async Task A_later_row_of_a_key_replaces_the_earlier_one(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        var rows = target.NewRows(One, 6);
        await start.RunEpochAsync(One, rows).ConfigureAwait(false);
        var updates = rows.Take(3).Select(row => row with { Epoch = 2, Text = "updated", MaybeText = null }).ToList();
        foreach (var step in SinkStep.All(One.Next, updates))
            await start.MustAsync(step).ConfigureAwait(false);
        target.MustReplace(One.Next, updates);
        await bench.ReopenAsync(target, "after rows of epoch 1 were updated in epoch 2").ConfigureAwait(false);
    }

    public static async Task Of_several_rows_of_a_key_in_one_epoch_the_last_counts(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        var row = target.NewRows(One, 1)[0];
        var updates = Enumerable.Range(0, 5).Select(index => row with { Whole = index }).ToList();
        await start.BeginAsync(One).ConfigureAwait(false);
        await start.WriteAsync(One, updates[..3]).ConfigureAwait(false);
        await start.WriteAsync(One, updates[3..]).ConfigureAwait(false);
        await start.StageAsync(One).ConfigureAwait(false);
        await start.CommitAsync(One).ConfigureAwait(false);
        target.MustHold(One, [updates[^1]]);
        await bench.ReopenAsync(target, "after five rows of one key in one epoch").ConfigureAwait(false);
    }
}
