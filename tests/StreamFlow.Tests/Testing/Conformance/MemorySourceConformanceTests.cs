using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

public sealed class MemorySourceConformanceTests : SourceConformance
{
    [Theory]
    [MemberData(nameof(Checks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SourceSpec<ConformanceRow> CreateSource(string name, int partitions) => new MemorySource<ConformanceRow>(name, partitions);

    protected override Task AppendAsync(SourceSpec<ConformanceRow> source, int partition, IReadOnlyList<ConformanceRow> rows)
    {
        ((MemorySource<ConformanceRow>)source).Add(partition, [.. rows]);
        return Task.CompletedTask;
    }
}
