using StreamFlow.Connectors;
using StreamFlow.Postgres;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Integration.Postgres;

/// <summary>Rows that are appended.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class AppendConformanceTests(RealPostgres server) : PostgresConformance(server)
{
    [PostgresTheory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(LostReplyChecks))]
    [MemberData(nameof(InterruptionChecks))]
    [MemberData(nameof(CommitGroupChecks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SinkSpec<ConformanceRow> CreateSink(string name) => new PostgresTable<ConformanceRow>(name) { CreateIfMissing = true };
}
