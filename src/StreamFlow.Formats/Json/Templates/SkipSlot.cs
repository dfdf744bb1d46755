using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>A member that the job does not want: checked, and left.</summary>
internal sealed unsafe class SkipSlot(int depth) : JsonSlot(null, [], depth)
{
    public override byte* Read(byte* at, byte* end)
    {
        if (at >= end)
            return null;
        switch (*at)
        {
            case (byte)'"':
                var quote = JsonScan.PlainText(at + 1, end);
                return quote is null ? null : quote + 1;
            case (byte)'t':
                return JsonScan.Word(at, end, "true"u8);
            case (byte)'f':
                return JsonScan.Word(at, end, "false"u8);
            case (byte)'n':
                return JsonScan.Word(at, end, "null"u8);
            case (byte)'[' or (byte)'{':
                return null;
            default:
                var behind = JsonScan.Number(at, end, out _, out _, out _);
                return behind is null || behind >= end || (*behind | 0x20) == 'e' ? JsonScan.AnyNumber(at, end) : behind;
        }
    }

    protected override void SetColumn(Column column)
    {
    }
}
