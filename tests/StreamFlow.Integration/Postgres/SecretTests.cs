using StreamFlow.Connectors;
using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>A password appears nowhere: not in what a sink says of itself, not in errors with all that they carry, not in logs.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class SecretTests(RealPostgres server)
{
    private const string Password = "correct-horse-battery";

    public sealed record Item(long Id);

    public static TheoryData<string, string, string> Wrong() => new()
    {
        { "ConnectionString", $"postgres://me:{Password}@localhost/db", "is no connection string" },
        { "ConnectionString", $"Host=127.0.0.1;Port=none;Password={Password}", "'port' in StreamFlow:Postgres has a value that it cannot have" },
        { "ConnectionString", $"Host=127.0.0.1;Pasword={Password}", "there is no setting 'pasword'" },
        { "Keepalive", Password, "'Keepalive' in StreamFlow:Postgres has a value that it cannot have" },
        { "Password", Password, "no PostgreSQL is configured" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_setting_that_is_wrong_is_named_without_its_value(string key, string value, string problem)
    {
        var fault = Assert.Throws<StreamFaultException>(() => Open(new() { [key] = value }));
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_without_the_password()
    {
        using var log = new CapturedLog();
        await using var committer = Open(new() { ["Host"] = "127.0.0.1", ["Port"] = "1", ["Username"] = "me", ["Password"] = Password }, log);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => committer.GetLastGenerationAsync(default));
        Assert.Contains("no PostgreSQL answers at 127.0.0.1:1/me", fault.Problem, StringComparison.Ordinal);
        Assert.True(fault.CanRetry);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(Password, fault.ToString() + string.Join('\n', log.Lines), StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("Password", Password, "refuses the login")]
    [InlineData("Username", "nobody-at-all", "refuses the login")]
    [InlineData("Database", "nowhere", "database \"nowhere\" does not exist")]
    public async Task A_login_that_is_refused_is_reported_without_the_password(string key, string value, string problem)
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var real = new Npgsql.NpgsqlConnectionStringBuilder(bed.ConnectionString).Password!;
        bed.Settings[key] = value;
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => bed.OpenAsync(1, new PostgresTable<Item>("items")));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        var said = fault.ToString() + string.Join('\n', bed.Log.Lines);
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
        Assert.DoesNotContain(real, said, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_whole_life_with_lost_connections_and_refused_rows_says_no_password()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var real = new Npgsql.NpgsqlConnectionStringBuilder(bed.ConnectionString).Password!;
        var table = new PostgresTable<Item>("items");
        await bed.ExecuteAsync("CREATE TABLE items (id bigint PRIMARY KEY)");
        var tables = await bed.OpenAsync(1, table);
        await tables.WriteAsync(1, new Item(1));
        await tables.StageAsync(1);
        await bed.QueryAsync("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name LIKE 'streamflow g%'");
        await tables.CommitAsync(1);
        await tables.WriteAsync(2, new Item(1));
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => tables.StageAsync(2));
        Assert.NotEmpty(bed.Log.Lines);
        Assert.DoesNotContain(real, fault + table.Describe() + table + string.Join('\n', bed.Log.Lines), StringComparison.Ordinal);
        // What the server shows of the session to others.
        Assert.DoesNotContain(real, string.Join('\n', await bed.QueryAsync("SELECT application_name, query FROM pg_stat_activity")), StringComparison.Ordinal);
    }

    private static SinkCommitter Open(Dictionary<string, string> settings, CapturedLog? log = null) => new PostgresTable<Item>("items").OpenCommitter(new ConnectorContext
    {
        Job = "job",
        Name = "items",
        Settings = _ => settings,
        Loggers = log ?? new CapturedLog(),
    });
}
