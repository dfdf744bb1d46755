using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>A range gives what lies in it and nothing else, however often and in whatever order ranges are asked for: a replay depends on it.</summary>
internal static class RangeChecks
{
    private const int Rows = 30;

    public static async Task A_second_reading_gives_the_same(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var partition = 0; partition < source.Partitions; partition++)
            await source.AppendAsync(partition, Rows).ConfigureAwait(false);
        var ranges = await source.WholeAsync().ConfigureAwait(false);
        var first = await source.ReadAsync(ranges).ConfigureAwait(false);
        await source.AppendAsync(0, 5).ConfigureAwait(false);
        using var reader = new SourceReading(bench.Kit, bench.Open(source.Spec), 7, bench.Kit.ColumnsNotHeld);
        var second = await reader.ReadAsync(ranges).ConfigureAwait(false);
        for (var partition = 0; partition < source.Partitions; partition++)
        {
            var (one, other) = (Places(first, partition), Places(second, partition));
            CheckFailure.Require(one.SequenceEqual(other), $"partition {partition} was read twice and came differently: {Difference(one, other)}");
        }
    }

    public static async Task A_range_ends_where_it_says(SourceBench bench)
    {
        var (source, read, end) = await FilledAsync(bench).ConfigureAwait(false);
        foreach (var (from, to) in ((int, int)[])[(0, 1), (0, 10), (1, 2), (7, 23), (Rows - 1, Rows), (5, Rows)])
            await RequireRangeAsync(source, read, end, from, to, "with a reader of its own").ConfigureAwait(false);
    }

    public static async Task Ranges_that_continue_go_on(SourceBench bench)
    {
        var (source, read, end) = await FilledAsync(bench).ConfigureAwait(false);
        using var reader = source.OpenReader();
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 8), (8, 9), (9, 21), (21, Rows)])
            source.Require(Expected(read, from, to), await reader.ReadAsync([Range(read, end, from, to)]).ConfigureAwait(false), 0, $"rows {from} to {to}, which continue");
    }

    public static async Task A_range_that_begins_elsewhere_is_a_seek(SourceBench bench)
    {
        var (source, read, end) = await FilledAsync(bench).ConfigureAwait(false);
        using var reader = source.OpenReader();
        foreach (var (from, to) in ((int, int)[])[(15, 20), (0, 5), (0, 5), (25, Rows), (3, 4), (10, 25)])
            source.Require(Expected(read, from, to), await reader.ReadAsync([Range(read, end, from, to)]).ConfigureAwait(false), 0, $"rows {from} to {to}, after a seek");
    }

    public static async Task A_range_given_up_half_read_can_be_read_again(SourceBench bench)
    {
        var (source, read, end) = await FilledAsync(bench).ConfigureAwait(false);
        using var reader = source.OpenReader(rowsMax: 4);
        await reader.ReadSomeAsync([Range(read, end, 0, Rows)], batches: 2).ConfigureAwait(false);
        source.Require(Expected(read, 2, 12), await reader.ReadAsync([Range(read, end, 2, 12)]).ConfigureAwait(false), 0, "rows 2 to 12, when two batches had been read from 0");
    }

    public static async Task An_empty_range_gives_nothing(SourceBench bench)
    {
        var (source, read, end) = await FilledAsync(bench).ConfigureAwait(false);
        using var reader = source.OpenReader();
        var empty = (await source.WholeAsync().ConfigureAwait(false)).Skip(1).ToList();
        var rows = await reader.ReadAsync([Range(read, end, 3, 6), .. empty]).ConfigureAwait(false);
        source.Require(Expected(read, 3, 6), rows, 0, "beside partitions that hold nothing");
        var at = read[10].Offset;
        rows = await reader.ReadAsync([new PartitionAssignment(0, at, at)]).ConfigureAwait(false);
        CheckFailure.Require(rows.Count == 0, $"a range from {at} to {at} gave {rows.Count} rows");
        source.Require(Expected(read, 10, 12), await reader.ReadAsync([Range(read, end, 10, 12)]).ConfigureAwait(false), 0, "behind an empty range");
    }

    private static async Task<(SourceUnderTest Source, IReadOnlyList<ReadRow> Read, long End)> FilledAsync(SourceBench bench)
    {
        var source = bench.NewSource();
        await source.AppendAsync(0, Rows).ConfigureAwait(false);
        var read = await source.ReadPartitionAsync(0).ConfigureAwait(false);
        source.Require(source.RowsOf(0), read, 0, "read whole");
        return (source, read, (await source.BoundsAsync().ConfigureAwait(false))[0].End);
    }

    private static async Task RequireRangeAsync(SourceUnderTest source, IReadOnlyList<ReadRow> read, long end, int from, int to, string when) =>
        source.Require(Expected(read, from, to), await source.ReadAsync([Range(read, end, from, to)]).ConfigureAwait(false), 0, $"rows {from} to {to} {when}");

    private static List<ConformanceRow> Expected(IReadOnlyList<ReadRow> read, int from, int to) => [.. read.Take(to).Skip(from).Select(row => row.Row)];

    /// <summary>From one row's offset to another's, or to the partition's end: an offset between two rows' need not be one.</summary>
    private static PartitionAssignment Range(IReadOnlyList<ReadRow> read, long end, int from, int to) => new(0, read[from].Offset, to < read.Count ? read[to].Offset : end);

    private static List<(long Id, long Offset, long Timestamp)> Places(IReadOnlyList<ReadRow> read, int partition) =>
        [.. read.Where(row => row.Partition == partition).Select(row => (row.Row.Id, row.Offset, row.Timestamp))];

    private static string Difference(List<(long Id, long Offset, long Timestamp)> one, List<(long Id, long Offset, long Timestamp)> other)
    {
        var index = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"(id, offset, timestamp) number {index} is {(index < one.Count ? one[index] : "none")} and then {(index < other.Count ? other[index] : "none")}";
    }
}
