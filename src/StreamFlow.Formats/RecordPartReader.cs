using System.Text;
using System.Text.Unicode;
using StreamFlow.Data;

namespace StreamFlow.Formats;

/// <summary>Fills a column that comes from the record itself: its key, its timestamp or a header.</summary>
internal sealed class RecordPartReader
{
    private readonly Field _field;
    private readonly byte[] _headerName;

    private RecordPartReader(Field field, int index)
    {
        _field = field;
        Index = index;
        // With a zero byte behind it, as RawHeaders promises.
        _headerName = field.HeaderName is null ? [0] : [.. Encoding.UTF8.GetBytes(field.HeaderName), 0];
        var fits = field.Part == RecordPart.Timestamp
            ? field.Type.Kind == TypeKind.Timestamp
            : field.Type.Kind is TypeKind.String or TypeKind.Binary;
        if (!fits)
        {
            throw StreamFaultException.User(
                $"column '{field.Name}' of type {field.Type} cannot hold the record's {PartName}",
                field.Part == RecordPart.Timestamp ? "make the property a DateTimeOffset" : "make the property a string or a byte[]");
        }
    }

    /// <summary>The column's position in the schema.</summary>
    public int Index { get; }

    private string PartName => _field.Part switch
    {
        RecordPart.Key => "key",
        RecordPart.Timestamp => "timestamp",
        _ => $"header '{_field.HeaderName}'",
    };

    public static RecordPartReader[] ForFields(RowSchema schema) =>
        [.. schema.Fields.Select((field, index) => (field, index)).Where(x => x.field.Part != RecordPart.Value).Select(x => new RecordPartReader(x.field, x.index))];

    public bool TryAppend(in RawRecord record, RawHeaders? headers, Column column, RowFault fault)
    {
        ReadOnlySpan<byte> bytes = default;
        var found = false;
        switch (_field.Part)
        {
            case RecordPart.Timestamp:
                ((ValueColumn<long>)column).Append(record.Timestamp);
                return true;
            case RecordPart.Key:
                found = record.HasKey;
                bytes = record.Key;
                break;
            case RecordPart.Header:
                found = record.Headers != 0 && headers is not null && headers.TryGetLast(record.Headers, _headerName.AsSpan(0, _headerName.Length - 1), out bytes);
                break;
        }

        if (!found)
        {
            if (!_field.Nullable)
                return fault.Set($"the record has no {PartName}, and the column is not nullable");
            column.AppendNull();
            return true;
        }

        if (_field.Type.Kind == TypeKind.String && !Utf8.IsValid(bytes))
            return fault.Set($"the record's {PartName} is not valid UTF-8");
        ((BinaryColumn)column).Append(bytes);
        return true;
    }
}
