using System.Buffers;
using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Writers;

namespace StreamFlow.Formats.Csv;

/// <summary>
/// Rows as lines of comma-separated text, without their line ends. Values are JSON's without its quotes: invariant numbers, ISO 8601 times in UTC, base64. A text stands in quotes
/// where it has to (separator, quote, line break, a space at either end, the text for null), so that null and the empty text differ.
/// </summary>
public sealed class CsvEncoder : RecordEncoder
{
    private const byte Quote = (byte)'"';
    private readonly (Field Field, int Index, JsonValueWriter? Writer)[] _columns;
    private readonly byte[] _null;
    private readonly byte _separator;
    private readonly SearchValues<byte> _special;
    private readonly EncodedRows _value = new();

    /// <exception cref="StreamFaultException">CSV cannot carry a column, or the options contradict each other.</exception>
    public CsvEncoder(RowSchema columns, CsvOptions options)
    {
        options.Require();
        _separator = (byte)options.Separator;
        _null = Encoding.UTF8.GetBytes(options.NullText);
        _special = SearchValues.Create([_separator, Quote, (byte)'\r', (byte)'\n']);
        _columns = [.. columns.Fields.Select((field, index) => (field, index)).Where(x => x.field.Part == RecordPart.Value).Select(x => (x.field, x.index, WriterFor(x.field)))];
        if (_columns is [{ Field: { Nullable: true } only }] && _null.Length == 0)
        {
            throw StreamFaultException.User(
                $"column '{only.Name}' is the row's only one and may be null: its line would be empty, and readers pass over empty lines", "give CsvOptions.NullText, such as \"\\\\N\"");
        }

        Header = options.Header ? HeaderLine() : [];
    }

    /// <summary>The line with the columns' names, its end included; empty where the options want none.</summary>
    public ReadOnlyMemory<byte> Header { get; }

    public override void Encode(ColumnBatch rows, EncodedRows into)
    {
        for (var row = 0; row < rows.RowCount; row++)
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                if (i > 0)
                    into.Write([_separator]);
                Write(_columns[i], rows, row, into);
            }

            into.EndRow();
        }
    }

    private static JsonValueWriter? WriterFor(Field field) => field.Type.Kind switch
    {
        TypeKind.Struct or TypeKind.List => throw StreamFaultException.User(
            $"column '{field.Name}' of type {field.Type}: CSV has no nested values", "write JSON lines or Parquet, or select the nested values as columns of their own"),
        TypeKind.String => null,
        _ => JsonWriters.For(field),
    };

    private void Write((Field Field, int Index, JsonValueWriter? Writer) from, ColumnBatch rows, int row, EncodedRows into)
    {
        var column = rows.Columns[from.Index];
        if (column.IsNull(row))
        {
            into.Write(_null);
            return;
        }

        if (from.Writer is null)
        {
            WriteText(((BinaryColumn)column)[row], into);
            return;
        }

        _value.Reset();
        try
        {
            from.Writer.Write(column, row, _value);
        }
        catch (StreamFaultException e)
        {
            throw e.At($"column '{from.Field.Name}'");
        }

        var bytes = _value.Bytes;
        WriteText(bytes is [Quote, .., Quote] ? bytes[1..^1] : bytes, into);
    }

    private void WriteText(ReadOnlySpan<byte> text, EncodedRows into)
    {
        var needsQuotes = text.IsEmpty || text[0] == ' ' || text[^1] == ' ' || text.ContainsAny(_special) || text.SequenceEqual(_null);
        if (!needsQuotes)
        {
            into.Write(text);
            return;
        }

        into.Write([Quote]);
        for (var at = text.IndexOf(Quote); at >= 0; at = text.IndexOf(Quote))
        {
            into.Write(text[..(at + 1)]);
            into.Write([Quote]);
            text = text[(at + 1)..];
        }

        into.Write(text);
        into.Write([Quote]);
    }

    private byte[] HeaderLine()
    {
        var line = new EncodedRows();
        for (var i = 0; i < _columns.Length; i++)
        {
            if (i > 0)
                line.Write([_separator]);
            WriteText(Encoding.UTF8.GetBytes(_columns[i].Field.Name), line);
        }

        line.Write("\n"u8);
        return line.Bytes.ToArray();
    }
}
