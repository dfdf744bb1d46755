using System.Buffers.Text;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

internal sealed class Base64Writer : JsonValueWriter
{
    public override void Write(Column column, int row, EncodedRows into)
    {
        var bytes = ((BinaryColumn)column)[row];
        var room = into.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2);
        room[0] = (byte)'"';
        Base64.EncodeToUtf8(bytes, room[1..], out _, out var written);
        room[written + 1] = (byte)'"';
        into.Advance(written + 2);
    }
}
