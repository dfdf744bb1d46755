using System.Numerics;
using System.Runtime.InteropServices;

namespace StreamFlow.Data;

/// <summary>Bits in Arrow's order: bit i is bit (i mod 8), counted from the lowest, of byte (i / 8).</summary>
public static class Bitmap
{
    public static int ByteCount(int bits) => (bits + 7) >> 3;

    public static bool Get(ReadOnlySpan<byte> bits, int index) => (bits[index >> 3] >> (index & 7) & 1) != 0;

    public static void Set(Span<byte> bits, int index, bool value)
    {
        var mask = (byte)(1 << (index & 7));
        if (value)
            bits[index >> 3] |= mask;
        else
            bits[index >> 3] &= (byte)~mask;
    }

    /// <summary>Sets the first <paramref name="count"/> bits.</summary>
    public static void Fill(Span<byte> bits, int count, bool value) =>
        bits[..ByteCount(count)].Fill(value ? (byte)0xFF : (byte)0);

    /// <summary>How many of the first <paramref name="count"/> bits are set.</summary>
    public static int CountSet(ReadOnlySpan<byte> bits, int count)
    {
        var set = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(bits[..(count >> 3)]);
        foreach (var word in words)
            set += BitOperations.PopCount(word);
        var whole = count >> 3;
        for (var i = words.Length * sizeof(ulong); i < whole; i++)
            set += BitOperations.PopCount(bits[i]);
        var rest = count & 7;
        return rest == 0 ? set : set + BitOperations.PopCount((uint)(bits[whole] & ((1 << rest) - 1)));
    }
}
