using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>Limits, several readers, and what a reader must leave alone.</summary>
internal static class ReaderChecks
{
    public static async Task A_batch_has_at_most_RowsMax_rows(SourceBench bench)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, 20).ConfigureAwait(false);
        foreach (var rowsMax in (int[])[1, 3, 20])
            source.RequireAll(await source.ReadAsync(await source.WholeAsync().ConfigureAwait(false), rowsMax).ConfigureAwait(false), $"in batches of at most {rowsMax} rows");
    }

    public static async Task Readers_of_different_partitions_do_not_meet(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var partition = 0; partition < source.Partitions; partition++)
            await source.AppendAsync(partition, 500).ConfigureAwait(false);
        var ranges = await source.WholeAsync().ConfigureAwait(false);
        var read = await Task.WhenAll(ranges.Select(range => source.ReadAsync([range], rowsMax: 10))).ConfigureAwait(false);
        source.RequireAll([.. read.SelectMany(rows => rows)], "with a reader for each partition, at once");
    }

    public static async Task A_partition_that_is_not_named_is_not_delivered(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var partition = 0; partition < source.Partitions; partition++)
            await source.AppendAsync(partition, 50).ConfigureAwait(false);
        var ranges = await source.WholeAsync().ConfigureAwait(false);
        using var reader = source.OpenReader(rowsMax: 5);
        await reader.ReadSomeAsync(ranges, batches: 2 * source.Partitions).ConfigureAwait(false);

        // The reading itself fails on a batch of any other partition.
        source.Require(source.RowsOf(0), await reader.ReadAsync([ranges[0]]).ConfigureAwait(false), 0, "alone, after all partitions were read for a while");
    }

    public static async Task Rows_that_are_added_later_come_with_a_later_range(SourceBench bench)
    {
        var source = bench.NewSource();
        using var reader = source.OpenReader();
        var rows = new List<ReadRow>();
        var next = (await source.WholeAsync().ConfigureAwait(false)).Select(range => range.From).ToList();
        for (var round = 0; round < 5; round++)
        {
            await source.AppendAsync(round % source.Partitions, 3 + round).ConfigureAwait(false);
            var ranges = (await source.WholeAsync().ConfigureAwait(false)).Select(range => range with { From = next[range.Partition] }).ToList();
            rows.AddRange(await reader.ReadAsync(ranges).ConfigureAwait(false));
            next = [.. ranges.Select(range => range.To)];
        }

        source.RequireAll(rows, "in five rounds");
    }

    public static async Task Offsets_shown_to_lag_tools_change_nothing(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var partition = 0; partition < source.Partitions; partition++)
            await source.AppendAsync(partition, 10).ConfigureAwait(false);
        var bounds = await source.BoundsAsync().ConfigureAwait(false);
        var ends = bounds.ToDictionary(bound => bound.Partition, bound => bound.End);
        await Calls.MustAsync("MirrorOffsets", bench.Kit.Patience, cancellation => source.Connection.MirrorOffsetsAsync(ends, cancellation)).ConfigureAwait(false);
        var starts = await source.StartsAsync("earliest").ConfigureAwait(false);
        CheckFailure.Require(
            bounds.All(bound => starts[bound.Partition] == bound.Earliest),
            $"after the offsets {string.Join(", ", ends)} were mirrored a run from earliest begins at {string.Join(", ", starts)}: what was mirrored must never decide");
        source.RequireAll(await source.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false), "after the offsets were mirrored");
    }

    public static async Task A_reader_may_be_closed_in_the_middle(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var partition = 0; partition < source.Partitions; partition++)
            await source.AppendAsync(partition, 100).ConfigureAwait(false);
        var ranges = await source.WholeAsync().ConfigureAwait(false);
        for (var batches = 0; batches < 3; batches++)
        {
            var reader = source.OpenReader(rowsMax: 10);
            await reader.ReadSomeAsync(ranges, batches).ConfigureAwait(false);
            await Calls.MustAsync("closing a reader in the middle of its ranges", bench.Kit.Patience, cancellation => Task.Run(reader.Dispose, cancellation)).ConfigureAwait(false);
        }

        source.RequireAll(await source.ReadAsync(ranges).ConfigureAwait(false), "after readers were closed in the middle");
    }
}
