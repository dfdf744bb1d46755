using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Testing.Ways;

/// <summary>A way to run a job over all its input from nothing.</summary>
/// <param name="Name">As a failed test shows it.</param>
/// <param name="Shape">How the input is cut.</param>
/// <param name="Breaks">What happens after some epochs, before the job is started again and ends.</param>
/// <param name="Order">The order in which the job crashes at every point; null for that of the protocol.</param>
internal sealed record RunWay(string Name, RunShape Shape, WayToBreak Breaks = WayToBreak.None, Random? Order = null)
{
    private const int EpochsBeforeBreak = 2;

    /// <param name="rows">How many rows the sources hold: epochs are cut so that there are several.</param>
    /// <param name="seed">For the random cuts.</param>
    /// <param name="flushAtEnd">Whether open windows leave at the end.</param>
    public static IReadOnlyList<RunWay> All(long rows, int seed, bool flushAtEnd)
    {
        var chance = new Random(seed);
        var whole = new RunShape { FlushAtEnd = flushAtEnd };
        var parts = whole with { EpochRows = Math.Max(1, rows / 5) };

        // A crash behind the record gets the job one epoch further, a crash before it none: there is an epoch for each.
        var manyParts = whole with { EpochRows = Math.Max(1, rows / (2 * Enum.GetValues<CrashPoint>().Length)), CheckpointInterval = TimeSpan.Zero };
        return
        [
            new("whole", whole),
            new("one row a batch", whole with { BatchRows = 1, EpochRows = Math.Max(1, rows / 3) }),
            new("one row an epoch", whole with { EpochRows = Math.Max(1, rows / 200) }),
            new($"in random cuts (seed {seed})", whole with { Cuts = new Random(seed), EpochRows = chance.NextInt64(1, Math.Max(2, rows)) }),
            new($"in random cuts with 4 threads (seed {seed})", whole with { Workers = 4, Cuts = new Random(seed + 1), EpochRows = chance.NextInt64(1, Math.Max(2, rows)) }),
            new("stopped and restarted in the middle", parts, WayToBreak.Stop),
            new("stopped and restarted in the middle with 4 threads", parts with { Workers = 4 }, WayToBreak.Stop),
            new("crashed and recovered in the middle, checkpoints at each epoch", parts with { CheckpointInterval = TimeSpan.Zero }, WayToBreak.Crash),
            new("crashed and recovered in the middle, without a checkpoint", parts with { CheckpointInterval = TimeSpan.FromHours(1) }, WayToBreak.Crash),
            new("crashed at every point of the protocol, one after the other", manyParts, WayToBreak.CrashAtEveryPoint),
            new($"crashed at every point of the protocol, in random order (seed {seed})", manyParts with { Workers = 2 }, WayToBreak.CrashAtEveryPoint, new Random(seed)),
            new("with 4 threads", whole with { Workers = 4 }),
        ];
    }

    /// <summary>Runs the job to its end.</summary>
    /// <returns>The last query, which has ended.</returns>
    public async Task<StreamingQuery> RunAsync(JobTestBench bench, MemoryCheckpointStorage storage)
    {
        StreamingQuery? query = null;
        try
        {
            if (Breaks == WayToBreak.CrashAtEveryPoint)
                await CrashAtEveryPointAsync(bench, storage).ConfigureAwait(false);
            else if (Breaks != WayToBreak.None)
                await BreakOffAsync(bench, storage).ConfigureAwait(false);
            query = bench.Create(storage, Shape, Trigger.AvailableNow);
            await query.StartAsync(CancellationToken.None).ConfigureAwait(false);
            await JobTestBench.CompleteAsync(query).ConfigureAwait(false);
            return query;
        }
        catch (Exception error) when (error is not RowsDifferException)
        {
            if (query is not null)
                await query.DisposeAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"the job, run {Name}, failed: {error.Message}", error);
        }
    }

    private async Task CrashAtEveryPointAsync(JobTestBench bench, MemoryCheckpointStorage storage)
    {
        var points = Enum.GetValues<CrashPoint>();
        Order?.Shuffle(points);
        foreach (var point in points)
        {
            var query = bench.Create(storage, Shape, Trigger.AvailableNow);
            await using (query.ConfigureAwait(false))
            {
                if (await bench.RunIntoCrashAsync(query, bench.Crashes.Arm(point, Order?.Next(1, 4) ?? 1)).ConfigureAwait(false))
                    storage.Crash(Order);
            }
        }
    }

    private async Task BreakOffAsync(JobTestBench bench, MemoryCheckpointStorage storage)
    {
        var query = bench.Create(storage, Shape, Trigger.AvailableNow);
        await using (query.ConfigureAwait(false))
        {
            var epochs = PassAsync(query, EpochsBeforeBreak);
            await query.StartAsync(CancellationToken.None).ConfigureAwait(false);
            await Task.WhenAny(epochs, query.Completion).ConfigureAwait(false);
            if (Breaks == WayToBreak.Stop)
            {
                await query.StopAsync().ConfigureAwait(false);
                await JobTestBench.CompleteAsync(query).ConfigureAwait(false);
            }
            else
            {
                await query.AbandonAsync().ConfigureAwait(false);
                storage.Crash();
            }
        }
    }

    private static async Task PassAsync(StreamingQuery query, int epochs)
    {
        await foreach (var progress in query.ReadProgressAsync().ConfigureAwait(false))
        {
            if (progress.Epoch.Value >= epochs)
                return;
        }
    }
}
