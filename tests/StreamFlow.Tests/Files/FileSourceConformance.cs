using System.Text.Json;
using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Files;

/// <summary>Sources of files under the kit. Each opening continues the journal as a start of the job does: with a copy of its own. The rows are written by System.Text.Json.</summary>
public abstract class FileSourceConformance : SourceConformance, IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<string, MemorySourceJournal> _journals = new(StringComparer.Ordinal);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("streamflow-conformance-").FullName;

    /// <summary>Files are read in the order in which they are found: no test decides about partitions.</summary>
    protected override int PartitionCount => 1;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override ConnectorContext CreateContext(string name, string? startFrom)
    {
        var journal = new MemorySourceJournal();
        foreach (var entry in _journals.GetValueOrDefault(name)?.Entries ?? [])
            journal.Append(entry.Span);
        _journals[name] = journal;
        return new ConnectorContext { Job = "conformance", Name = name, StartFrom = startFrom, Journal = journal };
    }

    protected static string Lines(IEnumerable<ConformanceRow> rows) => string.Concat(rows.Select(row => JsonSerializer.Serialize(row, Json) + "\n"));
}
