using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>Whatever breaks a transaction, at whatever step, the epoch's rows are there once in the end.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class LostConnectionTests(RealPostgres server)
{
    public sealed record Item(long Id, string Text);

    private const string EndOurSessions = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name LIKE 'streamflow g%' AND pid <> pg_backend_pid()";

    private static PostgresTable<Item> Append => new("items") { CreateIfMissing = true };

    private static PostgresTable<Item> Upsert => new("items") { CreateIfMissing = true, UpsertOn = item => item.Id };

    [PostgresTheory]
    [InlineData(EpochStep.Begun, false)]
    [InlineData(EpochStep.Begun, true)]
    [InlineData(EpochStep.Written, false)]
    [InlineData(EpochStep.Staged, false)]
    [InlineData(EpochStep.Staged, true)]
    [InlineData(EpochStep.Committed, false)]
    [InlineData(EpochStep.Committed, true)]
    public async Task A_session_that_is_ended_at_a_step_costs_no_row(EpochStep at, bool upsert)
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, upsert ? Upsert : Append);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            await tables.WriteAsync<Item>(epoch);
            await EndAtAsync(EpochStep.Begun);
            tables.Write(0, [.. Enumerable.Range(0, 7).Select(i => new Item((epoch * 100) + i, "x"))]);
            await EndAtAsync(EpochStep.Written);
            await tables.StageAsync(epoch);
            await EndAtAsync(EpochStep.Staged);
            await tables.CommitAsync(epoch);
            await EndAtAsync(EpochStep.Committed);
        }

        Assert.Equal(["21|21|3"], await bed.QueryAsync("SELECT count(*), count(DISTINCT id), (SELECT epoch FROM streamflow_epochs) FROM items"));
        Assert.Contains(bed.Log.Lines, line => line.StartsWith("5001", StringComparison.Ordinal) || at is EpochStep.Begun or EpochStep.Written or EpochStep.Committed);

        async Task EndAtAsync(EpochStep step)
        {
            if (step == at)
                Assert.Equal(["t"], await bed.QueryAsync(EndOurSessions));
        }
    }

    [PostgresTheory]
    [InlineData("COMMIT", true, 1)]
    [InlineData("COMMIT", false, 1)]
    [InlineData("COMMIT", false, 3)]
    [InlineData("COPY", false, 1)]
    [InlineData("COPY", true, 1)]
    [InlineData("INSERT INTO", true, 1)]
    [InlineData("SET CONSTRAINTS", true, 2)]
    [InlineData("UPDATE", true, 1)]
    public async Task A_connection_that_breaks_at_a_statement_or_at_its_answer_costs_and_doubles_no_row(string statement, bool afterAnswer, int times)
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var proxy = bed.OpenProxy();
        var upsert = statement == "INSERT INTO";
        var tables = await bed.OpenAsync(1, upsert ? Upsert : Append);
        await tables.WholeAsync(1, new Item(1, "a"));

        proxy.BreakAt(statement, afterAnswer, times);
        await tables.WholeAsync(2, new Item(2, "b"), new Item(3, "c"), new Item(4, "d"), new Item(5, "e"));
        await tables.WholeAsync(3, new Item(6, "f"));

        Assert.Equal(times, proxy.Broken);
        Assert.Equal(["1,2,3,4,5,6|3"], await bed.QueryAsync("SELECT string_agg(id::text, ',' ORDER BY id), (SELECT epoch FROM streamflow_epochs) FROM items"));
        if (statement == "COMMIT")
            Assert.Contains(bed.Log.Lines, line => line.StartsWith(afterAnswer ? "5002" : "5003", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task An_epoch_whose_answer_was_lost_is_committed_once_also_by_the_next_instance()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var proxy = bed.OpenProxy();
        var tables = await bed.OpenAsync(1, Append);
        await tables.WriteAsync(1, new Item(1, "a"));
        await tables.StageAsync(1);
        proxy.BreakAt("COMMIT", afterAnswer: true);
        // The older one asks the marker while the newer one fences it.
        var older = tables.CommitAsync(1);

        var next = await bed.OpenAsync(2, Append);

        Assert.Contains(next.Marker, new[] { SinkMarker.None, SinkMarker.At(new EpochNumber(1)) });
        await next.WholeAsync(1, new Item(1, "a"));
        await next.WholeAsync(2, new Item(2, "b"));
        await Record.ExceptionAsync(() => older);
        Assert.Equal(["1,2"], await bed.QueryAsync("SELECT string_agg(id::text, ',' ORDER BY id) FROM items"));
    }

    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_restarts_costs_no_row(bool crash)
    {
        // A server that somebody else runs is not ours to stop.
        if (!server.CanRestart)
            return;
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Upsert);
        await tables.WholeAsync(1, new Item(1, "a"));
        await server.RestartAsync(crash);
        await tables.WriteAsync(2, new Item(1, "b"), new Item(2, "b"));
        await tables.StageAsync(2);
        await server.RestartAsync(crash);
        await tables.CommitAsync(2);

        Assert.Equal(["1b,2b|2"], await bed.QueryAsync("SELECT string_agg(id || text, ',' ORDER BY id), (SELECT epoch FROM streamflow_epochs) FROM items"));
    }

    [PostgresFact]
    public async Task A_database_that_lost_epochs_stops_the_job()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var tables = await bed.OpenAsync(1, Append);
        await tables.WholeAsync(1, new Item(1, "a"));
        await tables.WholeAsync(2, new Item(2, "a"));
        // As a restored backup or a replica that was behind.
        await bed.ExecuteAsync("UPDATE streamflow_epochs SET epoch = 1; DELETE FROM items WHERE id = 2");

        await tables.WriteAsync(3, new Item(3, "a"));
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => tables.StageAsync(3));

        Assert.Contains("says epoch 1 for the job job, and 2 was committed", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("start the job again", fault.WayOut, StringComparison.Ordinal);
        await tables.Committer.AbortAsync(default);
        Assert.Equal(["1"], await bed.QueryAsync("SELECT count(*) FROM items"));
    }

    public enum EpochStep
    {
        Begun,
        Written,
        Staged,
        Committed,
    }
}
