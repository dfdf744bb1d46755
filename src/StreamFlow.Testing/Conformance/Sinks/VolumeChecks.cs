namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>Many epochs, large ones, and several lanes at once.</summary>
internal static class VolumeChecks
{
    private static readonly EpochNumber One = new(1);

    public static async Task Many_epochs_follow_one_another(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        for (var i = 0; i < 40; i++)
            await start.RunEpochAsync(target.Held.Next, target.NewRows(target.Held.Next, i % 5)).ConfigureAwait(false);
        await bench.ReopenAsync(target, "after 40 epochs").ConfigureAwait(false);
    }

    public static async Task A_large_epoch_is_whole(SinkBench bench)
    {
        const int Batch = 2000;
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        var rows = target.NewRows(One, bench.Kit.LargeEpochRows);
        await start.BeginAsync(One).ConfigureAwait(false);
        foreach (var batch in rows.Chunk(Batch))
            await start.WriteAsync(One, batch).ConfigureAwait(false);
        await start.StageAsync(One).ConfigureAwait(false);
        await start.CommitAsync(One).ConfigureAwait(false);
        target.MustHold(One, rows);
        await bench.ReopenAsync(target, "after a large epoch").ConfigureAwait(false);
    }

    public static async Task Several_writers_write_at_once(SinkBench bench)
    {
        const int Writers = 4;
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target, Writers).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
        {
            var epoch = target.Held.Next;
            var rows = target.NewRows(epoch, 2000);
            await start.BeginAsync(epoch).ConfigureAwait(false);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                foreach (var batch in rows.Where(row => row.Id % Writers == writer).Chunk(50))
                    await start.WriteAsync(epoch, batch, writer).ConfigureAwait(false);
            }))).ConfigureAwait(false);
            await start.StageAsync(epoch).ConfigureAwait(false);
            await start.CommitAsync(epoch).ConfigureAwait(false);
            target.MustHold(epoch, rows);
        }

        await bench.ReopenAsync(target, "after three epochs of four writers").ConfigureAwait(false);
    }
}
