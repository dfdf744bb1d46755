namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>All rows come, once, in order, as they are.</summary>
internal static class RowChecks
{
    public static async Task All_rows_come_once_and_in_order(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var partition = 0; partition < source.Partitions; partition++)
            await source.AppendAsync(partition, 10 * (partition + 1)).ConfigureAwait(false);
        await source.AppendAsync(0, 7).ConfigureAwait(false);
        source.RequireAll(await source.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false), "read whole");
    }

    public static async Task A_long_partition_comes_whole(SourceBench bench)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, bench.Kit.LongPartitionRows).ConfigureAwait(false);
        source.RequireAll(await source.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false), "read whole");
    }

    public static Task First_and_last_values_come(SourceBench bench) => RoundTripAsync(bench, source => ConformanceRows.Extremes.Select(source.WithNewId));

    public static Task Odd_texts_come(SourceBench bench) => RoundTripAsync(
        bench, source => ConformanceRows.Texts.Select(text => source.WithNewId(new ConformanceRow { Id = 0, Text = text, MaybeText = text })));

    public static Task Null_is_not_a_value(SourceBench bench) => RoundTripAsync(bench, source =>
        [source.WithNewId(new ConformanceRow { Id = 0 }), source.WithNewId(new ConformanceRow { Id = 0, MaybeFlag = false, MaybeWhole = 0, MaybeText = "", Part = new ConformancePart("", 0) })]);

    public static async Task Columns_that_nobody_wants_are_left_out(SourceBench bench)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, 10).ConfigureAwait(false);
        var wanted = (string[])[nameof(ConformanceRow.Id), nameof(ConformanceRow.Text), nameof(ConformanceRow.Ratio)];
        using var reader = source.OpenReader(withoutColumns: [.. ConformanceColumns.Names.Except(wanted)]);
        var read = await reader.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false);
        RowComparison.Require(source.RowsOf(0), [.. read.Select(row => row.Row)], [.. ConformanceColumns.Names.Except(wanted)], "with three columns only");
    }

    private static async Task RoundTripAsync(SourceBench bench, Func<SourceUnderTest, IEnumerable<ConformanceRow>> make)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, [.. make(source)]).ConfigureAwait(false);
        source.RequireAll(await source.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false), "read whole");
    }
}
