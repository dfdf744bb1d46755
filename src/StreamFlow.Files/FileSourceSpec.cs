using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Files.Reading;
using StreamFlow.Formats;
using StreamFlow.Formats.Csv;
using StreamFlow.Formats.Json;

namespace StreamFlow.Files;

/// <summary>What all sources of files have in common. Offsets are bytes; a record's offset is where it begins.</summary>
public abstract class FileSourceSpec<T> : SourceSpec<T>
    where T : class
{
    private protected FileSourceSpec(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw StreamFaultException.User("a source of files needs a path", "name a file or a directory");
        Path = path;
    }

    /// <summary>The file or directory, as the job names it.</summary>
    public string Path { get; }

    public override string Name => Path;

    /// <summary>How rows stand in records: JSON lines (default), CSV, or text (a row type with one <c>string</c> or <c>byte[]</c>).</summary>
    public RecordFormat Format { get; init; } = JsonFormat.Instance;

    /// <summary>A longer record is a bad one. Default 1 MiB; 1 KiB to 1 GiB.</summary>
    public int RecordBytesMax { get; init; } = 1 << 20;

    /// <summary>Where a first start begins, unless the run says otherwise (<c>--from</c>). A job with a checkpoint goes on from there. Default: the beginning.</summary>
    public FileStart StartFrom { get; init; }

    /// <summary>What happens when content is gone before it was read. Default: fail.</summary>
    public FileLossPolicy OnDataLoss { get; init; }

    private protected FilesToRead ToRead(ConnectorContext context, Func<RecordFormat, RecordFraming> framing)
    {
        if (RecordBytesMax is < 1024 or > 1 << 30)
            throw StreamFaultException.User($"RecordBytesMax is {RecordBytesMax}", "give 1 KiB to 1 GiB");
        var format = Format is CsvFormat { Options.Header: false, Columns: null } csv ? csv.WithColumns(ColumnsOf(Data.Rows.RowType.Of<T>().Schema)) : Format;
        return new FilesToRead(context.Name, format, framing(format), RecordBytesMax, OnDataLoss);
    }

    /// <summary>The run's word first, then the specification's.</summary>
    private protected FileStart StartOf(ConnectorContext context) => context.StartFrom switch
    {
        null => StartFrom,
        "earliest" => FileStart.Beginning,
        "latest" => FileStart.End,
        var other => throw StreamFaultException.User($"a run cannot start from '{other}'", "--from earliest or --from latest"),
    };

    private static List<string> ColumnsOf(RowSchema schema) => [.. schema.Fields.Where(field => field.Part == RecordPart.Value).Select(field => field.Name)];
}
