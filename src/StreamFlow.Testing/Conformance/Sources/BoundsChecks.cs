namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>What partitions there are, where they begin and end, and where a job begins.</summary>
internal static class BoundsChecks
{
    public static async Task Empty_partitions_are_there_and_hold_nothing(SourceBench bench)
    {
        var source = bench.NewSource();
        foreach (var bound in await source.BoundsAsync().ConfigureAwait(false))
            CheckFailure.Require(bound.Earliest == bound.End, $"GetBounds gives {bound} for a partition that holds nothing");
    }

    public static async Task Bounds_follow_the_rows(SourceBench bench)
    {
        var source = bench.NewSource();
        var before = await source.BoundsAsync().ConfigureAwait(false);
        await source.AppendAsync(0, 3).ConfigureAwait(false);
        var after = await source.BoundsAsync().ConfigureAwait(false);
        CheckFailure.Require(after[0].Earliest == before[0].Earliest && after[0].End > before[0].End, $"partition 0 had {before[0]} and has {after[0]} with 3 rows more");
        foreach (var (was, now) in before.Zip(after).Skip(1))
            CheckFailure.Require(was == now, $"partition {was.Partition} had {was} and has {now}, although only partition 0 got rows");
    }

    public static async Task Another_connection_has_the_same_bounds(SourceBench bench)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, 5).ConfigureAwait(false);
        var one = await source.BoundsAsync().ConfigureAwait(false);
        var other = await source.BoundsAsync(bench.Open(source.Spec)).ConfigureAwait(false);
        CheckFailure.Require(one.SequenceEqual(other), $"one connection gives {string.Join(", ", one)}, another {string.Join(", ", other)}");
    }

    public static Task A_run_from_earliest_begins_at_the_first_row(SourceBench bench) => StartAsync(bench, "earliest", (start, earliest, _) => start == earliest);

    public static Task A_run_from_latest_begins_at_the_end(SourceBench bench) => StartAsync(bench, "latest", (start, _, end) => start == end);

    public static Task A_run_begins_within_the_bounds(SourceBench bench) => StartAsync(bench, null, (start, earliest, end) => start >= earliest && start <= end);

    private static async Task StartAsync(SourceBench bench, string? from, Func<long, long, long, bool> isRight)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, 4).ConfigureAwait(false);
        var bounds = await source.BoundsAsync().ConfigureAwait(false);
        var starts = await source.StartsAsync(from).ConfigureAwait(false);
        foreach (var bound in bounds)
        {
            CheckFailure.Require(starts.ContainsKey(bound.Partition), $"GetStartOffsets says nothing of partition {bound.Partition}");
            var start = starts[bound.Partition];
            CheckFailure.Require(isRight(start, bound.Earliest, bound.End), $"a run from {from ?? "where the source says"} begins at offset {start} of {bound}");
        }
    }
}
