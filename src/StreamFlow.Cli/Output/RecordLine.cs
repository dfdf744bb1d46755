using System.Globalization;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Output;

/// <summary>A record as a line: the columns asked for, then the value, with tabs between them.</summary>
internal sealed class RecordLine
{
    public const string Columns = "partition, offset, timestamp, key";

    private static readonly Dictionary<string, Func<ConsoleRecord, string>> Known = new(StringComparer.Ordinal)
    {
        ["partition"] = record => record.Partition.ToString(CultureInfo.InvariantCulture),
        ["offset"] = record => record.Offset.ToString(CultureInfo.InvariantCulture),
        ["timestamp"] = record => record.Timestamp.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["key"] = record => record.Key ?? "null",
    };

    private readonly List<Func<ConsoleRecord, string>> _columns;

    private RecordLine(List<Func<ConsoleRecord, string>> columns) => _columns = columns;

    /// <exception cref="UsageException">A column is none of <see cref="Columns"/>.</exception>
    public static RecordLine Parse(string? columns) =>
        new([.. (columns ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Known.TryGetValue(name, out var column) ? column : throw new UsageException($"--with: '{name}' is no column", "there are " + Columns))]);

    /// <summary>A record without a value is shown as <c>null</c>.</summary>
    public string Format(ConsoleRecord record) => string.Concat(_columns.Select(column => column(record) + "\t")) + (record.Value ?? "null");
}
