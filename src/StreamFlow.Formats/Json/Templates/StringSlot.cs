using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Strings without escapes.</summary>
internal sealed unsafe class StringSlot(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
{
    private BinaryColumn _strings = null!;

    public override byte* Read(byte* at, byte* end)
    {
        if (at >= end || *at != '"')
            return ReadNull(at, end);
        var quote = JsonScan.PlainText(at + 1, end);
        if (quote is null)
            return null;
        _strings.Append(new ReadOnlySpan<byte>(at + 1, (int)(quote - at - 1)));
        return quote + 1;
    }

    protected override void SetColumn(Column column) => _strings = (BinaryColumn)column;
}
