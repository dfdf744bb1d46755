using System.Globalization;
using System.Text;
using StreamFlow.Connectors;
using StreamFlow.Files;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Files.Directories;

public sealed class DirectoryConformanceTests : FileSourceConformance
{
    private int _files;

    [Theory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(BadRecordChecks))]
    public Task Holds(string check) => RunAsync(check);

    protected override SourceSpec<ConformanceRow> CreateSource(string name, int partitions)
    {
        Directory.CreateDirectory(Path.Combine(Folder, name));
        return new DirectorySource<ConformanceRow>(Path.Combine(Folder, name));
    }

    protected override Task AppendAsync(SourceSpec<ConformanceRow> source, int partition, IReadOnlyList<ConformanceRow> rows) => PutAsync(source.Name, Lines(rows));

    protected override Task AppendBadAsync(SourceSpec<ConformanceRow> source, int partition, ReadOnlyMemory<byte> value) => PutAsync(source.Name, Encoding.UTF8.GetString(value.Span));

    /// <summary>Each time a file of its own, whole before it has its name.</summary>
    private async Task PutAsync(string folder, string text)
    {
        var name = (++_files).ToString("D6", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, "_" + name), text);
        File.Move(Path.Combine(folder, "_" + name), Path.Combine(folder, name + ".jsonl"));
    }
}
