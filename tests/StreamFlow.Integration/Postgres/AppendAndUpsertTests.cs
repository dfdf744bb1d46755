using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

public sealed record Cost(string DeviceId, DateTimeOffset End, decimal Price, string? Note = null);

[Collection(RealPostgresTests.Name)]
public sealed class AppendAndUpsertTests(RealPostgres server)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static PostgresTable<Cost> Append => new("costs") { CreateIfMissing = true };

    private static PostgresTable<Cost> Upsert => new("costs") { CreateIfMissing = true, UpsertOn = cost => new { cost.DeviceId, cost.End } };

    [PostgresFact]
    public async Task Appended_rows_are_there_once_after_the_commit_and_not_before()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Append);
        Cost[] rows = [.. Enumerable.Range(0, 10).Select(i => new Cost($"d{i % 3}", Start.AddSeconds(i), i / 4m, i % 2 == 0 ? null : "odd"))];

        await tables.WriteAsync(1, rows);
        await tables.StageAsync(1);
        Assert.Empty(await bed.QueryAsync("SELECT * FROM costs"));
        await tables.CommitAsync(1);

        Assert.Equal(
            rows.Select(row => $"{row.DeviceId}|{row.End:yyyy-MM-dd HH:mm:ss}+00|{row.Price.ToString(System.Globalization.CultureInfo.InvariantCulture)}|{row.Note ?? "∅"}"),
            await bed.QueryAsync("SELECT device_id, \"end\", price, note FROM costs ORDER BY \"end\""));
    }

    [PostgresFact]
    public async Task An_epoch_that_the_tables_hold_already_is_left_as_it_is()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Append);
        await tables.WholeAsync(1, new Cost("a", Start, 1));
        await tables.CommitAsync(1);
        await tables.WholeAsync(1, new Cost("a", Start, 1));

        var again = await bed.OpenAsync(2, Append);
        Assert.Equal(SinkMarker.At(new EpochNumber(1)), again.Marker);
        await again.WholeAsync(1, new Cost("a", Start, 1));
        await again.WholeAsync(2, new Cost("b", Start, 2));

        Assert.Equal(["a|1", "b|2"], await bed.QueryAsync("SELECT device_id, price FROM costs ORDER BY 1"));
    }

    [PostgresFact]
    public async Task The_last_row_of_a_key_counts_within_an_epoch_and_over_epochs()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Upsert);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var all = new List<Cost>();
        for (var epoch = 1; epoch <= 5; epoch++)
        {
            Cost[] rows = [.. Enumerable.Range(0, 50).Select(_ => new Cost($"d{random.Next(8)}", Start.AddSeconds(random.Next(3)), random.Next(1000), $"{all.Count}"))];
            all.AddRange(rows);
            await tables.WholeAsync(epoch, rows);
        }

        var expected = all.GroupBy(row => (row.DeviceId, row.End)).Select(rows => rows.Last()).OrderBy(row => row.DeviceId, StringComparer.Ordinal).ThenBy(row => row.End);
        Assert.True(
            expected.Select(row => $"{row.DeviceId}|{row.End:HH:mm:ss}|{row.Price:0}|{row.Note}")
                .SequenceEqual(await bed.QueryAsync("SELECT device_id, to_char(\"end\", 'HH24:MI:SS'), price, note FROM costs ORDER BY device_id COLLATE \"C\", \"end\"")),
            $"seed {seed}");
    }

    [PostgresFact]
    public async Task Of_two_writers_the_later_ones_rows_come_later()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var table = Upsert;
        var tables = await bed.OpenAsync(1, table);
        tables.Writers.Add(table.OpenWriter(tables.Committer, Data.Rows.RowType.Of<Cost>().Schema));

        await tables.WriteAsync<Cost>(1);
        tables.Write(1, new Cost("a", Start, 2));
        tables.Write(0, new Cost("a", Start, 1), new Cost("b", Start, 1));
        await tables.StageAsync(1);
        await tables.CommitAsync(1);

        Assert.Equal(["a|2", "b|1"], await bed.QueryAsync("SELECT device_id, price FROM costs ORDER BY 1"));
    }

    [PostgresFact]
    public async Task Two_tables_and_the_marker_are_one_transaction()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var first = new PostgresTable<Cost>("first") { CreateIfMissing = true };
        var second = new PostgresTable<Cost>("second") { CreateIfMissing = true, UpsertOn = cost => cost.DeviceId };
        Assert.Equal(first.CommitGroup, second.CommitGroup);
        var tables = await bed.OpenAsync(1, first, second);

        await tables.WriteAsync(1, new Cost("a", Start, 1));
        tables.Write(1, new Cost("b", Start, 2));
        await tables.StageAsync(1);
        await tables.CommitAsync(1);

        Assert.Equal(
            ["1|1|1"],
            await bed.QueryAsync("SELECT count(DISTINCT xmin::text), (SELECT epoch FROM streamflow_epochs), (SELECT generation FROM streamflow_epochs) FROM (SELECT xmin FROM first UNION ALL SELECT xmin FROM second UNION ALL SELECT xmin FROM streamflow_epochs) t"));
    }

    [PostgresFact]
    public async Task An_epoch_without_rows_moves_the_marker()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Append);
        await tables.Committer.SetMarkerAsync(EpochNumber.None, default);
        await tables.WholeAsync<Cost>(1);
        await tables.WholeAsync<Cost>(2);

        Assert.Equal(SinkMarker.At(new EpochNumber(2)), (await bed.OpenAsync(2, Append)).Marker);
    }

    [PostgresFact]
    public async Task An_aborted_epoch_leaves_nothing()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Append);
        await tables.WriteAsync(1, new Cost("a", Start, 1));
        await tables.StageAsync(1);
        await tables.Committer.AbortAsync(default);
        await tables.WriteAsync(1, new Cost("b", Start, 1));
        await tables.Committer.AbortAsync(default);

        await tables.WholeAsync(1, new Cost("c", Start, 1));

        Assert.Equal(["c"], await bed.QueryAsync("SELECT device_id FROM costs"));
    }
}
