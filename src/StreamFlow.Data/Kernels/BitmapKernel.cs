using System.Buffers.Binary;
using System.Numerics;

namespace StreamFlow.Data.Kernels;

/// <summary>Whole bitmaps at once. Spans have the same length; what stands behind the last row does not matter.</summary>
public static class BitmapKernel
{
    public static void Not(ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = (byte)~from[i];
    }

    public static void And(Span<byte> to, ReadOnlySpan<byte> other)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] &= other[i];
    }

    public static void Or(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = (byte)(left[i] | right[i]);
    }

    /// <summary>Sets a bit where the left one is set or the right one is not.</summary>
    public static void OrNot(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = (byte)(left[i] | ~right[i]);
    }

    /// <summary>Sets a bit where both are the same.</summary>
    public static void Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = (byte)~(left[i] ^ right[i]);
    }

    /// <summary>The bit of <paramref name="then"/> where the test's is set, otherwise that of <paramref name="otherwise"/>.</summary>
    public static void Blend(ReadOnlySpan<byte> test, ReadOnlySpan<byte> then, ReadOnlySpan<byte> otherwise, Span<byte> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = (byte)((test[i] & then[i]) | (~test[i] & otherwise[i]));
    }

    /// <summary>Writes the numbers of the rows whose bit is set and says how many there are.</summary>
    public static int Indices(ReadOnlySpan<byte> bits, int rows, Span<int> to)
    {
        var count = 0;
        var row = 0;
        for (; row <= rows - 64; row += 64)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bits[(row >> 3)..]);
            for (; word != 0; word &= word - 1)
                to[count++] = row + BitOperations.TrailingZeroCount(word);
        }

        for (; row < rows; row++)
        {
            if (Bitmap.Get(bits, row))
                to[count++] = row;
        }

        return count;
    }
}
