using System.Text.Unicode;
using StreamFlow.Data;

namespace StreamFlow.Formats.Text;

internal sealed class TextDecoder(RowSchema schema, int index) : RecordDecoder(schema)
{
    private readonly bool _isText = index >= 0 && schema[index].Type.Kind == TypeKind.String;
    private BinaryColumn? _column;

    public override bool SkipsEmptyLines => false;

    protected override void Bind(Column[] columns) => _column = index >= 0 ? (BinaryColumn)columns[index] : null;

    protected override bool TryDecodeValue(in RawRecord record, int row, RowFault fault)
    {
        if (_column is null)
            return true;
        if (!record.HasValue)
        {
            if (!Schema[index].Nullable)
                return fault.SetTombstone();
            _column.AppendNull();
            return true;
        }

        if (_isText && !Utf8.IsValid(record.Value))
        {
            fault.Set("the value is not valid UTF-8");
            return fault.At(Schema[index].Name);
        }

        _column.Append(record.Value);
        return true;
    }
}
