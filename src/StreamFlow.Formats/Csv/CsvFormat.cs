using StreamFlow.Data;

namespace StreamFlow.Formats.Csv;

/// <summary>
/// Comma-separated text by RFC 4180, one record a row. Columns are found by the header's names (exact first, then ignoring case), or by <see cref="Columns"/>; what the header does not name
/// gets its default, as a missing member in JSON does. Values are written as in JSON, without its quotes; a time may have a space for its T, and without an offset it is UTC.
/// A record with more or fewer fields than there are names is bad.
/// </summary>
public sealed class CsvFormat : RecordFormat
{
    /// <summary>With a header, commas, and nothing for null.</summary>
    public static CsvFormat Instance { get; } = new();

    public CsvOptions Options { get; init; } = new();

    /// <summary>The names of the fields, in their order, where no header tells them. Default none; a file source takes the row type's own.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    public override string Name => "csv";

    /// <summary>The same with names for the fields.</summary>
    public CsvFormat WithColumns(IReadOnlyList<string> columns) => new() { Options = Options, Columns = columns };

    public override RecordFraming Framing => new CsvFraming(Options);

    public override RecordDecoder CreateDecoder(RowSchema columns) => new CsvDecoder(columns, Options, Columns);

    public override RecordEncoder CreateEncoder(RowSchema columns) => new CsvEncoder(columns, Options);
}
