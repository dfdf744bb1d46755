using System.Text;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>A record that is no row is told with its place and its bytes, and counts as read.</summary>
internal static class BadRecordChecks
{
    public static async Task A_bad_record_is_told_with_its_place_and_bytes(SourceBench bench)
    {
        var value = "{\"id\": this is no row"u8.ToArray();
        var source = bench.NewSource();
        await source.AppendAsync(0, 3).ConfigureAwait(false);
        var before = (await source.BoundsAsync().ConfigureAwait(false))[0].End;
        await bench.Kit.AppendBadAsync(source.Spec, 0, value).ConfigureAwait(false);
        var after = (await source.BoundsAsync().ConfigureAwait(false))[0].End;
        await source.AppendAsync(0, 3).ConfigureAwait(false);

        using var reader = source.OpenReader();
        source.RequireAll(await reader.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false), "round a bad record");
        CheckFailure.Require(reader.BadRecords.Count == 1, $"one bad record was added and {reader.BadRecords.Count} were told");
        var bad = reader.BadRecords[0];
        CheckFailure.Require(bad.Offset >= before && bad.Offset < after, $"the bad record is said to stand at offset {bad.Offset}; it was added between {before} and {after}");
        CheckFailure.Require(bad.Value is not null && bad.Value.AsSpan().SequenceEqual(value), $"the bad record's value came as '{Encoding.UTF8.GetString(bad.Value ?? [])}', not as its bytes");
        CheckFailure.Require(bad.Reason.Length > 0, "the bad record has no reason");
    }

    public static async Task A_partition_of_bad_records_is_read_to_its_end(SourceBench bench)
    {
        var source = bench.NewSource();
        for (var i = 0; i < 5; i++)
            await bench.Kit.AppendBadAsync(source.Spec, 0, Encoding.UTF8.GetBytes($"no row {i}")).ConfigureAwait(false);
        foreach (var rowsMax in (int[])[2, 100])
        {
            using var reader = source.OpenReader(rowsMax);
            var rows = await reader.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false);
            CheckFailure.Require(rows.Count == 0 && reader.BadRecords.Count == 5, $"of 5 bad records {reader.BadRecords.Count} were told, and {rows.Count} rows came");
        }
    }
}
