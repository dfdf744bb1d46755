using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Integers of any width, of up to 18 digits.</summary>
internal sealed unsafe class IntegerSlot<T>(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const ulong MagnitudeMax = 999_999_999_999_999_999;

    private readonly long _min = long.CreateSaturating(T.MinValue);
    private readonly long _max = long.CreateSaturating(T.MaxValue);
    private ValueColumn<T> _values = null!;

    public override byte* Read(byte* at, byte* end)
    {
        var behind = JsonScan.Number(at, end, out var magnitude, out var decimals, out var isNegative);
        if (behind is null)
            return ReadNull(at, end);
        var value = isNegative ? -(long)magnitude : (long)magnitude;
        // Minus zero is for the parser to decide: unsigned types refuse it.
        if (decimals != 0 || behind >= end || (*behind | 0x20) == 'e' || magnitude > MagnitudeMax || value < _min || value > _max || (isNegative && magnitude == 0))
            return null;
        _values.Append(T.CreateTruncating(value));
        return behind;
    }

    protected override void SetColumn(Column column) => _values = (ValueColumn<T>)column;
}
