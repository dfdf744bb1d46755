using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

public sealed class MemorySinkConformanceTests : SinkConformance
{
    [Theory]
    [MemberData(nameof(Checks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SinkSpec<ConformanceRow> CreateSink(string name) => new MemorySink<ConformanceRow>(name);

    protected override Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink) => Task.FromResult(((MemorySink<ConformanceRow>)sink).Committed);
}
