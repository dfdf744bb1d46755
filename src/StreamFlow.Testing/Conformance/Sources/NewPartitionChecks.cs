namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>Partitions may come while a job runs.</summary>
internal static class NewPartitionChecks
{
    public static async Task A_new_partition_is_found_and_read(SourceBench bench)
    {
        var source = bench.NewSource(1);
        await source.AppendAsync(0, 5).ConfigureAwait(false);
        using var reader = source.OpenReader();
        var rows = (await reader.ReadAsync(await source.WholeAsync().ConfigureAwait(false)).ConfigureAwait(false)).ToList();
        await source.AddPartitionAsync().ConfigureAwait(false);
        await source.WaitForPartitionsAsync().ConfigureAwait(false);
        await source.AppendAsync(1, 5).ConfigureAwait(false);
        rows.AddRange(await reader.ReadAsync([(await source.WholeAsync().ConfigureAwait(false))[1]]).ConfigureAwait(false));
        source.RequireAll(rows, "with a partition that came later");
    }
}
