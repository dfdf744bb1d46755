using StreamFlow.Data;

namespace StreamFlow.Formats.Text;

/// <summary>The record's value as it is: one <c>string</c> (UTF-8) or <c>byte[]</c> column.</summary>
public sealed class TextFormat : RecordFormat
{
    private TextFormat()
    {
    }

    public static TextFormat Instance { get; } = new();

    public override string Name => "text";

    public override RecordDecoder CreateDecoder(RowSchema columns) => new TextDecoder(columns, ValueColumnOf(columns));

    public override RecordEncoder CreateEncoder(RowSchema columns)
    {
        var index = ValueColumnOf(columns);
        return index >= 0 ? new TextEncoder(index) : throw NoSingleColumn();
    }

    /// <summary>The one value column; -1 where a job wants only the record's key, timestamp or headers.</summary>
    private static int ValueColumnOf(RowSchema columns)
    {
        var index = -1;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Part != RecordPart.Value)
                continue;
            if (index >= 0 || columns[i].Type.Kind is not (TypeKind.String or TypeKind.Binary))
                throw NoSingleColumn();
            index = i;
        }

        return index;
    }

    private static StreamFaultException NoSingleColumn() => StreamFaultException.User(
        "the text format carries one column of type string or byte[]", "give the row type one such property, or use the JSON format");
}
