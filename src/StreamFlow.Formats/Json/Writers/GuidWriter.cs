using System.Buffers.Text;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

internal sealed class GuidWriter : JsonValueWriter
{
    private const int Chars = 36;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var room = into.Reserve(Chars + 2);
        room[0] = (byte)'"';
        Utf8Formatter.TryFormat(((ValueColumn<Guid>)column)[row], room[1..], out _);
        room[Chars + 1] = (byte)'"';
        into.Advance(Chars + 2);
    }
}
