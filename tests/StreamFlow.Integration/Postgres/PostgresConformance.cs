using StreamFlow.Connectors;
using StreamFlow.Postgres;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Integration.Postgres;

/// <summary>The PostgreSQL sink under the kit, on a real server, through a proxy that can lose a commit or its reply.</summary>
public abstract class PostgresConformance(RealPostgres server) : SinkConformance, IAsyncLifetime
{
    private PostgresTestBed? _bed;
    private TcpProxy? _proxy;

    public async Task InitializeAsync()
    {
        if (server.ConnectionString.Length == 0)
            return;
        _bed = await PostgresTestBed.CreateAsync(server);
        _proxy = _bed.OpenProxy();
    }

    public async Task DisposeAsync()
    {
        if (_bed is not null)
            await _bed.DisposeAsync();
    }

    protected override async Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink) =>
        await ConformanceTable.ReadAsync(await _bed!.ConnectAsync(), ((PostgresTable<ConformanceRow>)sink).Table);

    protected override ConnectorContext CreateContext(string job, string name) => _bed!.Context(job);

    protected override void LoseNextCommitReply(SinkCommitter committer, bool commitArrives) => _proxy!.BreakAt("COMMIT", commitArrives);

    protected override async Task InterruptAsync(SinkCommitter committer) => await _bed!.QueryAsync(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name LIKE 'streamflow g%' AND pid <> pg_backend_pid()");
}
