using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

internal sealed class BooleanWriter : JsonValueWriter
{
    public override void Write(Column column, int row, EncodedRows into) => into.Write(((BooleanColumn)column)[row] ? "true"u8 : "false"u8);
}
