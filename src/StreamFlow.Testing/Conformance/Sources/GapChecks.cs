using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>Offsets without a row are passed over; a range ends where it says, gap or not.</summary>
internal static class GapChecks
{
    public static async Task A_gap_between_rows_is_passed_over(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var i = 0; i < 3; i++)
        {
            await source.AppendAsync(0, 4).ConfigureAwait(false);
            await bench.Kit.AppendGapAsync(source.Spec, 0).ConfigureAwait(false);
        }

        await source.AppendAsync(0, 2).ConfigureAwait(false);
        source.RequireAll(await source.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false), "with gaps between the rows");
    }

    public static async Task A_range_that_ends_in_a_gap_ends(SourceBench bench)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, 4).ConfigureAwait(false);
        var before = (await source.BoundsAsync().ConfigureAwait(false))[0].End;
        await bench.Kit.AppendGapAsync(source.Spec, 0).ConfigureAwait(false);
        var after = (await source.BoundsAsync().ConfigureAwait(false))[0].End;
        CheckFailure.Require(after > before, $"a gap was added and the end stayed at {after}");
        source.RequireAll(await source.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false), "with a gap at the end");

        using var reader = source.OpenReader();
        var rows = await reader.ReadAsync([new PartitionAssignment(0, before, after)]).ConfigureAwait(false);
        CheckFailure.Require(rows.Count == 0, $"a range of nothing but a gap gave {rows.Count} rows");
        await source.AppendAsync(0, 2).ConfigureAwait(false);
        var end = (await source.BoundsAsync().ConfigureAwait(false))[0].End;
        rows = await reader.ReadAsync([new PartitionAssignment(0, after, end)]).ConfigureAwait(false);
        source.Require([.. source.RowsOf(0).Skip(4)], rows, 0, "behind a gap");
    }
}
