using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

internal sealed unsafe class BooleanSlot(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
{
    private BooleanColumn _values = null!;

    public override byte* Read(byte* at, byte* end)
    {
        var behind = JsonScan.Word(at, end, "true"u8);
        var value = behind is not null;
        if (!value)
            behind = JsonScan.Word(at, end, "false"u8);
        if (behind is null)
            return ReadNull(at, end);
        _values.Append(value);
        return behind;
    }

    protected override void SetColumn(Column column) => _values = (BooleanColumn)column;
}
