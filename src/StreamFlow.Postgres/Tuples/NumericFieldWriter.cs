using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>
/// Decimals and integers as numeric: 16-bit words: how many digits to the base 10,000 there are, the weight of the first, the sign, how many decimals are shown, the digits.
/// The scale is kept: 1.50 stays 1.50.
/// </summary>
internal sealed class NumericFieldWriter<T> : FieldWriter
    where T : unmanaged, INumberBase<T>
{
    private const int Base = 10_000;
    private const int BaseDigits = 4;
    private const int HeaderBytes = 8;
    private const ushort Negative = 0x4000;

    // 96 bits and up to three digits more, which are at most 32 decimal digits, in groups of four; a group may be cut by the point.
    private const int GroupsMax = 9;

    private static readonly uint[] PowersOfTen = [1, 10, 100, 1000];

    public override void Write(Column column, int row, EncodedRows into)
    {
        var value = decimal.CreateChecked(((ValueColumn<T>)column)[row]);
        Span<short> groups = stackalloc short[GroupsMax];
        var count = Split(value, groups, out var fractionGroups);
        var weight = count - fractionGroups - 1;
        var last = 0;
        while (last < count && groups[last] == 0)
            last++;
        var digits = count - last;
        var field = Field(into, HeaderBytes + (sizeof(short) * digits));
        BinaryPrimitives.WriteInt16BigEndian(field, (short)digits);
        BinaryPrimitives.WriteInt16BigEndian(field[2..], (short)(digits == 0 ? 0 : weight));
        BinaryPrimitives.WriteUInt16BigEndian(field[4..], digits != 0 && decimal.IsNegative(value) ? Negative : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], value.Scale);
        for (var i = 0; i < digits; i++)
            BinaryPrimitives.WriteInt16BigEndian(field[(HeaderBytes + (sizeof(short) * i))..], groups[count - 1 - i]);
    }

    public override string Show(ReadOnlySpan<byte> value)
    {
        var digits = BinaryPrimitives.ReadInt16BigEndian(value);
        var weight = BinaryPrimitives.ReadInt16BigEndian(value[2..]);
        var number = 0m;
        for (var i = 0; i < digits; i++)
        {
            var power = weight - i;
            var digit = (decimal)BinaryPrimitives.ReadInt16BigEndian(value[(HeaderBytes + (sizeof(short) * i))..]);
            for (; power > 0; power--)
                digit *= Base;
            for (; power < 0; power++)
                digit /= Base;
            number += digit;
        }

        return (BinaryPrimitives.ReadUInt16BigEndian(value[4..]) == Negative ? -number : number).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The digits to the base 10,000, the lowest first, without leading zeros.</summary>
    /// <param name="value">Any.</param>
    /// <param name="groups">Gets them.</param>
    /// <param name="fractionGroups">How many of them are behind the point.</param>
    private static int Split(decimal value, Span<short> groups, out int fractionGroups)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var low = (uint)bits[0] | ((ulong)(uint)bits[1] << 32);
        // The point stands between two groups.
        var pad = (BaseDigits - (value.Scale % BaseDigits)) % BaseDigits;
        fractionGroups = (value.Scale + pad) / BaseDigits;
        var count = 0;
        if (bits[2] == 0 && low <= ulong.MaxValue / 1000)
        {
            for (var rest = low * PowersOfTen[pad]; rest != 0; rest /= Base)
                groups[count++] = (short)(rest % Base);
            return count;
        }

        for (var rest = new UInt128((uint)bits[2], low) * PowersOfTen[pad]; rest != 0; rest /= Base)
            groups[count++] = (short)(rest % Base);
        return count;
    }
}
