using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>Rows that retention has taken away are missed loudly.</summary>
internal static class TrimChecks
{
    public static async Task What_was_taken_away_moves_the_first_offset(SourceBench bench)
    {
        var (source, read) = await TrimmedAsync(bench).ConfigureAwait(false);
        var bounds = (await source.BoundsAsync().ConfigureAwait(false))[0];
        CheckFailure.Require(bounds.Earliest == read[5].Offset, $"everything before offset {read[5].Offset} was taken away and the first offset is {bounds.Earliest}");
        var rows = await source.ReadPartitionAsync(0).ConfigureAwait(false);
        source.Require([.. source.RowsOf(0).Skip(5)], rows, 0, "after the first rows were taken away");
    }

    public static async Task A_range_that_is_no_longer_there_fails(SourceBench bench)
    {
        var (source, read) = await TrimmedAsync(bench).ConfigureAwait(false);
        using var reader = source.OpenReader();
        var fault = await Calls.TryAsync("reading a range that is no longer there", bench.Kit.Patience, async _ =>
        {
            var rows = await reader.ReadAsync([new PartitionAssignment(0, read[2].Offset, read[8].Offset)]).ConfigureAwait(false);
            throw new CheckFailure($"a range whose first rows were taken away gave {rows.Count} rows and no error: rows vanish silently");
        }).ConfigureAwait(false);
        CheckFailure.Require(fault is not null, "a range that is no longer there was read");
    }

    private static async Task<(SourceUnderTest Source, IReadOnlyList<ReadRow> Read)> TrimmedAsync(SourceBench bench)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, 10).ConfigureAwait(false);
        var read = await source.ReadPartitionAsync(0).ConfigureAwait(false);
        await bench.Kit.TrimAsync(source.Spec, 0, read[5].Offset).ConfigureAwait(false);
        return (source, read);
    }
}
