using System.Globalization;
using Npgsql;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Postgres;
using StreamFlow.Postgres.Writing;

namespace StreamFlow.Integration.Postgres;

/// <summary>A schema of its own, and the steps that a query would take with its tables.</summary>
internal sealed class PostgresTestBed : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];
    private readonly NpgsqlDataSource _source;

    private PostgresTestBed(string connectionString, string schema)
    {
        Schema = schema;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema }.ConnectionString;
        Settings = new() { ["ConnectionString"] = ConnectionString };
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
    }

    public string Schema { get; }

    public string ConnectionString { get; }

    /// <summary>Of the section StreamFlow:Postgres.</summary>
    public Dictionary<string, string> Settings { get; }

    public CapturedLog Log { get; } = new();

    public static async Task<PostgresTestBed> CreateAsync(RealPostgres server)
    {
        var bed = new PostgresTestBed(server.ConnectionString, $"t_{Guid.NewGuid():N}"[..14]);
        await bed.ExecuteAsync($"CREATE SCHEMA {bed.Schema}");
        return bed;
    }

    public ConnectorContext Context(string job = "job") => new()
    {
        Application = "test",
        Job = job,
        Name = "t",
        Settings = section => section == "Postgres" ? Settings : new Dictionary<string, string>(),
        Loggers = Log,
    };

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows as PostgreSQL writes them, columns joined by '|', null as '∅'.</summary>
    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        command.AllResultTypesAreUnknown = true;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "∅" : reader.GetString(i))));
        return rows;
    }

    /// <summary>A session that the test steps through by hand.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = await _source.OpenConnectionAsync();
        _open.Add(connection);
        return connection;
    }

    /// <summary>From here on the sinks' connections go through a proxy.</summary>
    public TcpProxy OpenProxy()
    {
        var proxy = new TcpProxy(new NpgsqlConnectionStringBuilder(ConnectionString).Port);
        _open.Add(proxy);
        Settings["Port"] = proxy.Port.ToString(CultureInfo.InvariantCulture);
        return proxy;
    }

    /// <summary>Opens the sinks' committer and a writer for each.</summary>
    public async Task<OpenTables> OpenAsync<T>(long generation, params PostgresTable<T>[] tables)
        where T : class
    {
        var committer = (PostgresCommitter)tables[0].OpenCommitter(Context());
        var open = new OpenTables(committer);
        _open.Add(open);
        open.Marker = await committer.OpenAsync(new Generation(generation), default);
        open.Writers.AddRange(tables.Select(table => table.OpenWriter(committer, RowType.Of<T>().Schema)));
        return open;
    }

    public static ColumnBatch Rows<T>(IEnumerable<T> rows)
        where T : class
    {
        var batch = new ColumnBatch(RowType.Of<T>().Schema);
        var writer = RowWriter.For<T>();
        foreach (var row in rows)
            writer.Append(batch, row);
        return batch;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open))
            await open.DisposeAsync();
        await ExecuteAsync($"DROP SCHEMA {Schema} CASCADE");
        await _source.DisposeAsync();
    }
}
