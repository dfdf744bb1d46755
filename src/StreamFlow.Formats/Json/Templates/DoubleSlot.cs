using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>64-bit numbers. Where mantissa and power of ten are both exact as doubles, their quotient is the correctly rounded value (Clinger); all others go to the library.</summary>
internal sealed unsafe class DoubleSlot(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
{
    private const ulong ExactMantissaMax = 1UL << 53;

    private ValueColumn<double> _values = null!;

    private static ReadOnlySpan<double> ExactPowersOfTen =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public override byte* Read(byte* at, byte* end)
    {
        var behind = JsonScan.Number(at, end, out var mantissa, out var decimals, out var isNegative);
        if (behind is null || behind >= end || mantissa > ExactMantissaMax || (*behind | 0x20) == 'e')
            return ReadOther(at, end);
        var value = mantissa / ExactPowersOfTen[decimals];
        _values.Append(isNegative ? -value : value);
        return behind;
    }

    protected override void SetColumn(Column column) => _values = (ValueColumn<double>)column;

    private byte* ReadOther(byte* at, byte* end)
    {
        var behind = JsonScan.AnyNumber(at, end);
        if (behind is null)
            return ReadNull(at, end);
        var text = new ReadOnlySpan<byte>(at, (int)(behind - at));
        if (!NumberParsers.Double(text, out var value, out var consumed) || consumed != text.Length)
            return null;
        _values.Append(value);
        return behind;
    }
}
