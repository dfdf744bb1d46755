using StreamFlow.Data;
using StreamFlow.Files.Writing;
using StreamFlow.Files.Writing.Parquet;
using StreamFlow.Files.Writing.Text;
using StreamFlow.Formats.Csv;

namespace StreamFlow.Files;

/// <summary>How a sink's rows stand in its files.</summary>
public abstract class FileFormat
{
    private protected FileFormat()
    {
    }

    /// <summary>One JSON object a line (<c>.jsonl</c>). The default.</summary>
    public static FileFormat JsonLines { get; } = new JsonLinesFormat();

    /// <summary>Comma-separated text with a header (<c>.csv</c>). No nested rows or lists.</summary>
    public static FileFormat Csv { get; } = new CsvFileFormat(new CsvOptions());

    /// <summary>
    /// Parquet (<c>.parquet</c>), written by DuckDB's library, which has to be installed: the setting <c>StreamFlow:Files:DuckDb</c> or the environment variable
    /// <c>STREAMFLOW_DUCKDB</c> is its path; otherwise the system's library path is searched. A Parquet file cannot be appended to: each epoch makes files of its own, and
    /// <see cref="FileSink{T}.RollAge"/> means nothing, so give the job a trigger of minutes. Decimals are DECIMAL(38, 18), times UTC to the microsecond, a TimeSpan is its microseconds.
    /// </summary>
    public static FileFormat Parquet { get; } = new ParquetFormat();

    /// <summary>The name in plans and messages.</summary>
    public abstract string Name { get; }

    /// <summary>The ending of a file's name, with the dot.</summary>
    public abstract string Extension { get; }

    /// <summary>CSV by other options (<c>.csv</c>).</summary>
    public static FileFormat CsvWith(CsvOptions options) => new CsvFileFormat(options);

    public override string ToString() => Name;

    /// <exception cref="StreamFaultException">The format cannot carry a column.</exception>
    internal abstract void Check(RowSchema columns);

    /// <summary>An encoder for one writer.</summary>
    internal abstract PartEncoder CreateEncoder(FileCommitter files, RowSchema columns);
}
