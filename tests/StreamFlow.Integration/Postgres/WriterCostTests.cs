using StreamFlow.Data.Rows;
using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>What writing takes of memory.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class WriterCostTests(RealPostgres server)
{
    [PostgresFact]
    public async Task Nothing_is_allocated_a_row_once_the_buffers_are_there()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var table = new PostgresTable<AllTypes>("types") { CreateIfMissing = true, UpsertOn = row => row.Id };
        var tables = await bed.OpenAsync(1, table);
        var random = new Random(1);
        const int rows = 2000;
        var batch = PostgresTestBed.Rows(Enumerable.Range(0, rows).Select(id => AllTypes.Random(random, id)));
        await tables.Committer.BeginAsync(new EpochNumber(1), default);
        tables.Writers[0].Write(batch);
        tables.Writers[0].Write(batch);
        await tables.Committer.BeginAsync(new EpochNumber(1), default);

        var before = GC.GetAllocatedBytesForCurrentThread();
        tables.Writers[0].Write(batch);
        tables.Writers[0].Write(batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated < rows, $"{allocated} bytes for {2 * rows} rows");
    }

    [PostgresFact]
    public async Task Writers_of_many_threads_each_have_their_own_buffers()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var table = new PostgresTable<Cost>("costs") { CreateIfMissing = true };
        var tables = await bed.OpenAsync(1, table);
        for (var i = 1; i < 4; i++)
            tables.Writers.Add(table.OpenWriter(tables.Committer, RowType.Of<Cost>().Schema));
        await tables.Committer.BeginAsync(new EpochNumber(1), default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => tables.Write(
            writer, [.. Enumerable.Range(0, 2000).Select(i => new Cost($"d{writer}", DateTimeOffset.UnixEpoch.AddSeconds(i), i))]))));
        await tables.StageAsync(1);
        await tables.CommitAsync(1);

        Assert.Equal(
            Enumerable.Range(0, 4).Select(writer => $"d{writer}|2000|1999000|{true.ToString()[..1].ToLowerInvariant()}"),
            await bed.QueryAsync("SELECT device_id, count(*), sum(price), count(DISTINCT \"end\") = 2000 FROM costs GROUP BY 1 ORDER BY 1"));
    }

    [PostgresFact]
    public async Task An_epoch_that_is_too_large_to_be_kept_is_refused_with_the_way_out()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, new PostgresTable<Cost>("costs") { CreateIfMissing = true });
        await tables.Committer.BeginAsync(new EpochNumber(1), default);
        tables.Committer.Keep(StreamFlow.Postgres.Writing.PostgresCommitter.EpochBytesMax);

        var fault = Assert.Throws<StreamFaultException>(() => tables.Write(0, new Cost("a", DateTimeOffset.UnixEpoch, 1)));

        Assert.Contains("more than 2 GiB", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--max-rows-per-epoch", fault.WayOut, StringComparison.Ordinal);
        await tables.Committer.AbortAsync(default);
        await tables.WholeAsync(1, new Cost("a", DateTimeOffset.UnixEpoch, 1));
    }
}
