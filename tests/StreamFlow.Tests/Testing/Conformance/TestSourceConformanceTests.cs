using StreamFlow.Connectors;
using StreamFlow.Testing;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>The source of a job's test reads records of JSON, as Kafka's does.</summary>
public sealed class TestSourceConformanceTests : SourceConformance
{
    private readonly Dictionary<string, TestSource<ConformanceRow>> _sources = [];

    [Theory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(BadRecordChecks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SourceSpec<ConformanceRow> CreateSource(string name, int partitions)
    {
        _sources[name] = TestDoubles.Source(name, partitions);
        return TestDoubles.SpecOf(_sources[name]);
    }

    protected override Task AppendAsync(SourceSpec<ConformanceRow> source, int partition, IReadOnlyList<ConformanceRow> rows)
    {
        _sources[source.Name].Add(partition, [.. rows]);
        return Task.CompletedTask;
    }

    protected override Task AppendBadAsync(SourceSpec<ConformanceRow> source, int partition, ReadOnlyMemory<byte> value)
    {
        _sources[source.Name].AddBytes(partition, value.Span);
        return Task.CompletedTask;
    }
}
