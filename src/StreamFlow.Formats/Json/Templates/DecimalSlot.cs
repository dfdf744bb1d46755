using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Decimals of up to 19 digits, with the scale that they are written with.</summary>
internal sealed unsafe class DecimalSlot(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
{
    private ValueColumn<decimal> _values = null!;

    public override byte* Read(byte* at, byte* end)
    {
        var behind = JsonScan.Number(at, end, out var mantissa, out var decimals, out var isNegative);
        if (behind is null)
            return ReadNull(at, end);
        // What becomes of the sign of zero is the library's to say.
        if (behind >= end || (*behind | 0x20) == 'e' || mantissa == 0)
            return null;
        _values.Append(new decimal((int)mantissa, (int)(mantissa >> 32), 0, isNegative, (byte)decimals));
        return behind;
    }

    protected override void SetColumn(Column column) => _values = (ValueColumn<decimal>)column;
}
