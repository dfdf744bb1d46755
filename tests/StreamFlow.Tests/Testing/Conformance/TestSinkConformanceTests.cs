using StreamFlow.Connectors;
using StreamFlow.Testing;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>The sink of a job's test.</summary>
public sealed class TestSinkConformanceTests : SinkConformance
{
    private readonly Dictionary<string, TestSink<ConformanceRow>> _sinks = [];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SinkSpec<ConformanceRow> CreateSink(string name) => TestDoubles.SpecOf(_sinks[name] = TestDoubles.Sink(name));

    protected override Task<IReadOnlyList<ConformanceRow>> ReadAsync(SinkSpec<ConformanceRow> sink) => Task.FromResult(_sinks[sink.Name].Committed);
}
