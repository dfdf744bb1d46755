using Npgsql;
using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>Once a newer generation has opened the tables, an older one commits nothing any more, wherever it stands.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class FencingTests(RealPostgres server)
{
    public sealed record Item(long Id, string Text);

    private static PostgresTable<Item> Table => new("items") { CreateIfMissing = true };

    [PostgresFact]
    public async Task An_older_generation_that_stands_before_its_staging_is_refused()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var old = await bed.OpenAsync(4, Table);
        await old.WriteAsync(1, new Item(1, "old"));
        var next = await bed.OpenAsync(5, Table);

        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => old.StageAsync(1));

        Assert.Contains("another instance of the job has taken over", fault.Problem, StringComparison.Ordinal);
        await next.WholeAsync(1, new Item(1, "new"));
        Assert.Equal(["1|new"], await bed.QueryAsync("SELECT * FROM items"));
        Assert.Equal(5, (await next.Committer.GetLastGenerationAsync(default)).Value);
    }

    [PostgresFact]
    public async Task An_instance_that_stopped_between_stage_and_commit_holds_nobody_up_and_cannot_commit()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var zombie = await bed.OpenAsync(1, Table);
        await zombie.WholeAsync(1, new Item(1, "old"));
        await zombie.WriteAsync(2, new Item(2, "old"));
        await zombie.StageAsync(2);

        var next = await bed.OpenAsync(2, Table);
        Assert.Equal(SinkMarker.At(new EpochNumber(1)), next.Marker);
        await next.WriteAsync(2, new Item(2, "new"));
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => zombie.CommitAsync(2));
        await next.StageAsync(2);
        await next.CommitAsync(2);

        Assert.Contains("taken over", fault.Problem, StringComparison.Ordinal);
        Assert.Equal(["1old,2new|2|2"], await bed.QueryAsync("SELECT string_agg(id || text, ',' ORDER BY id), (SELECT epoch FROM streamflow_epochs), (SELECT generation FROM streamflow_epochs) FROM items"));
        Assert.Contains(bed.Log.Lines, line => line.StartsWith("5004", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task An_older_generation_cannot_open_the_tables()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.OpenAsync(7, Table);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => bed.OpenAsync(6, Table));
        Assert.Contains("taken over", fault.Problem, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Jobs_and_applications_do_not_fence_each_other()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var one = await bed.OpenAsync(1, Table);
        await using var other = Table.OpenCommitter(bed.Context("other job"));
        await other.OpenAsync(new Generation(9), default);
        await one.WholeAsync(1, new Item(1, "one"));
        Assert.Equal(["job|1|1", "other job|∅|9"], await bed.QueryAsync("SELECT job, epoch, generation FROM streamflow_epochs ORDER BY 1"));
    }

    [PostgresFact]
    public async Task A_holder_that_the_role_may_not_end_is_named_with_the_way_out()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var zombie = await bed.OpenAsync(1, Table);
        await zombie.WriteAsync(1, new Item(1, "old"));
        await zombie.StageAsync(1);
        var role = $"{bed.Schema}_r";
        // It sees the session's name, but may not end it: the holder is a superuser.
        await bed.ExecuteAsync(
            $"CREATE ROLE {role} LOGIN PASSWORD 'r' IN ROLE pg_read_all_stats; GRANT ALL ON SCHEMA {bed.Schema} TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA {bed.Schema} TO {role}");
        bed.Settings["Username"] = role;
        bed.Settings["Password"] = "r";
        try
        {
            var fault = await Assert.ThrowsAsync<StreamFaultException>(() => bed.OpenAsync(2, Table));
            Assert.Equal(FaultOrigin.External, fault.Origin);
            Assert.Contains("an older instance of the job, which this role may not end, holds the job's row in streamflow_epochs", fault.Problem, StringComparison.Ordinal);
            Assert.Contains("SELECT pg_terminate_backend(", fault.WayOut, StringComparison.Ordinal);
            // The holder goes on: it is not fenced.
            await zombie.CommitAsync(1);
            Assert.Equal(["1"], await bed.QueryAsync("SELECT count(*) FROM items"));
        }
        finally
        {
            await bed.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [PostgresFact]
    public async Task A_person_who_holds_the_row_is_waited_for_and_not_ended()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.OpenAsync(1, Table);
        var person = await bed.ConnectAsync();
        await using var transaction = await person.BeginTransactionAsync();
        await new NpgsqlCommand("SELECT * FROM streamflow_epochs FOR UPDATE", person, transaction).ExecuteNonQueryAsync();

        var opening = bed.OpenAsync(2, Table);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await bed.QueryAsync("SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'streamflow g2%' AND wait_event_type = 'Lock'")).Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        await transaction.RollbackAsync();

        Assert.Equal(SinkMarker.None, (await opening).Marker);
    }
}
