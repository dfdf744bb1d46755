using StreamFlow.Data.Rows;
using StreamFlow.Postgres;

namespace StreamFlow.Integration.Postgres;

/// <summary>What cannot work is refused before a row is written, with what to do.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class RefusalTests(RealPostgres server)
{
    public sealed record Item(string Id, long Count, DateTimeOffset At);

    [PostgresFact]
    public async Task A_missing_table_is_named_with_the_statement_that_makes_it()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var fault = await RefusedAsync(bed, new PostgresTable<Item>("items") { UpsertOn = item => item.Id });
        Assert.Contains("no table 'items'", fault.Problem, StringComparison.Ordinal);

        var statement = fault.WayOut![..fault.WayOut!.IndexOf(';', StringComparison.Ordinal)];
        Assert.Equal("CREATE TABLE \"items\" (\"id\" text NOT NULL, \"count\" bigint NOT NULL, \"at\" timestamptz NOT NULL, PRIMARY KEY (\"id\"))", statement);
        await bed.ExecuteAsync(statement);
        await bed.OpenAsync(2, new PostgresTable<Item>("items") { UpsertOn = item => item.Id });
    }

    [PostgresTheory]
    [InlineData("CREATE TABLE items (id text, count integer, at timestamptz)", "column 'count' of table *.items is integer, and the row's 'count' is int64", "ALTER COLUMN \"count\" TYPE bigint")]
    [InlineData("CREATE TABLE items (id text, count bigint, at timestamp)", "column 'at' of table *.items is timestamp without time zone", "TYPE timestamptz USING \"at\" AT TIME ZONE 'UTC'")]
    [InlineData("CREATE TABLE items (id uuid, count bigint, at timestamptz)", "column 'id' of table *.items is uuid, and the row's 'id' is string", "ALTER COLUMN \"id\" TYPE text")]
    [InlineData("CREATE TABLE items (id text, at timestamptz)", "has no column for 'count' of the row; it has id, at", "ADD COLUMN \"count\" bigint")]
    [InlineData("CREATE TABLE items (id text, count bigint, at timestamptz, region text NOT NULL, zone int NOT NULL DEFAULT 1)", "needs a value for 'region' (text)", "\"region\" DROP NOT NULL")]
    [InlineData("CREATE TABLE items (id text, count bigint GENERATED ALWAYS AS (1) STORED, at timestamptz)", "column 'count' of table *.items is generated", "leave 'count' out")]
    [InlineData("CREATE TABLE items (id text, count bigint, c_ount bigint, \"COUNT\" bigint, \"Count\" bigint, at timestamptz); ALTER TABLE items DROP COLUMN count", "several columns that 'count' could be", "[JsonPropertyName]")]
    [InlineData("CREATE VIEW items AS SELECT ''::text AS id, 1::bigint AS count, now() AS at", "is no table that rows can be written to", "name a table")]
    public async Task A_table_that_does_not_fit_is_refused_with_what_has_to_change(string create, string problem, string wayOut)
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.ExecuteAsync(create);

        var fault = await RefusedAsync(bed, new PostgresTable<Item>("items"));

        Assert.Contains(problem.Replace("*", bed.Schema, StringComparison.Ordinal), fault.Problem, StringComparison.Ordinal);
        Assert.Contains(wayOut, fault.WayOut, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("CREATE TABLE items (id text, count bigint, at timestamptz)")]
    [InlineData("CREATE TABLE items (id text, count bigint, at timestamptz); CREATE UNIQUE INDEX ON items (id, at)")]
    [InlineData("CREATE TABLE items (id text, count bigint, at timestamptz); CREATE UNIQUE INDEX ON items (id) WHERE count > 0")]
    [InlineData("CREATE TABLE items (id text, count bigint, at timestamptz); CREATE UNIQUE INDEX ON items (lower(id))")]
    [InlineData("CREATE TABLE items (id text UNIQUE DEFERRABLE, count bigint, at timestamptz)")]
    public async Task An_upsert_needs_a_unique_index_on_exactly_its_columns(string create)
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.ExecuteAsync(create);

        var fault = await RefusedAsync(bed, new PostgresTable<Item>("items") { UpsertOn = item => item.Id });

        Assert.Contains("no primary key or unique index on exactly (id)", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("ADD PRIMARY KEY (\"id\")", fault.WayOut, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_no_plain_column_is_refused_when_the_job_is_defined()
    {
        var table = new PostgresTable<Item>("items") { UpsertOn = item => new { item.Id, Day = item.At.Date } };
        var fault = Assert.Throws<StreamFaultException>(() => table.Check(RowType.Of<Item>().Schema));
        Assert.Contains("'item.At.Date' is an expression", fault.Problem, StringComparison.Ordinal);
        Assert.Contains(".Select(", fault.WayOut, StringComparison.Ordinal);
        Assert.Equal("postgres table sales.items, upsert on id, at", new PostgresTable<Item>("sales.items") { UpsertOn = item => new { item.Id, item.At } }.Describe());
        Assert.Equal("postgres table items, append, connection Postgres:archive", new PostgresTable<Item>("items") { Connection = "Postgres:archive" }.Describe());
    }

    [PostgresFact]
    public async Task A_role_that_may_not_make_the_epoch_table_is_told_how()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        await bed.ExecuteAsync($"CREATE ROLE {bed.Schema}_r LOGIN PASSWORD 'r'; GRANT USAGE ON SCHEMA {bed.Schema} TO {bed.Schema}_r");
        bed.Settings["Username"] = $"{bed.Schema}_r";
        bed.Settings["Password"] = "r";
        try
        {
            var fault = await RefusedAsync(bed, new PostgresTable<Item>("items"));
            Assert.Contains("streamflow_epochs", fault.Problem, StringComparison.Ordinal);
            Assert.Contains("CREATE TABLE", fault.WayOut, StringComparison.Ordinal);
            Assert.Contains("GRANT SELECT, INSERT, UPDATE", fault.WayOut, StringComparison.Ordinal);
        }
        finally
        {
            await bed.ExecuteAsync($"DROP OWNED BY {bed.Schema}_r; DROP ROLE {bed.Schema}_r");
        }
    }

    private static async Task<StreamFaultException> RefusedAsync(PostgresTestBed bed, PostgresTable<Item> table)
    {
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => bed.OpenAsync(1, table));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        return fault;
    }
}
