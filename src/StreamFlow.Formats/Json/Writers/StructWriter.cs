using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

internal sealed class StructWriter(DataType type) : JsonValueWriter
{
    private readonly JsonObjectWriter _object = new(type.Children.Select((field, index) => (field, index)));

    public override void Write(Column column, int row, EncodedRows into) => _object.Write(((StructColumn)column).Children, row, into);
}
