using StreamFlow.Connectors;
using StreamFlow.Postgres;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Integration.Postgres;

/// <summary>Rows that replace the one with their key.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class UpsertConformanceTests(RealPostgres server) : PostgresConformance(server)
{
    [PostgresTheory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(UpsertingChecks))]
    [MemberData(nameof(LostReplyChecks))]
    [MemberData(nameof(InterruptionChecks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SinkSpec<ConformanceRow> CreateSink(string name) => new PostgresTable<ConformanceRow>(name) { CreateIfMissing = true, UpsertOn = row => row.Id };
}
