using System.Text;
using StreamFlow.Connectors;
using StreamFlow.Files;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Files.Following;

public sealed class LogFileConformanceTests : FileSourceConformance
{
    [Theory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(BadRecordChecks))]
    [MemberData(nameof(GapChecks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SourceSpec<ConformanceRow> CreateSource(string name, int partitions) => new LogFileSource<ConformanceRow>(Path.Combine(Folder, name));

    protected override Task AppendAsync(SourceSpec<ConformanceRow> source, int partition, IReadOnlyList<ConformanceRow> rows) => File.AppendAllTextAsync(source.Name, Lines(rows));

    protected override Task AppendBadAsync(SourceSpec<ConformanceRow> source, int partition, ReadOnlyMemory<byte> value) =>
        File.AppendAllTextAsync(source.Name, Encoding.UTF8.GetString(value.Span) + "\n");

    /// <summary>Empty lines are no records of JSON.</summary>
    protected override Task AppendGapAsync(SourceSpec<ConformanceRow> source, int partition) => File.AppendAllTextAsync(source.Name, "\n\r\n\n");
}
