using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamFlow.Data.Kernels;

/// <summary>Comparisons into bits, all rows: the bits of null rows mean nothing yet.</summary>
public static class ComparisonKernel
{
    private const int BlockRows = 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<T, TOperator, TLeft, TRight>(TLeft left, TRight right, int rows, Span<byte> bits)
        where T : unmanaged
        where TOperator : struct, IComparisonOperator<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        var row = 0;
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
        {
            for (; row <= rows - BlockRows; row += BlockRows)
            {
                var word = 0u;
                for (var part = 0; part < BlockRows; part += Vector256<T>.Count)
                    word |= TOperator.Invoke(left.Vector(row + part), right.Vector(row + part)).ExtractMostSignificantBits() << part;
                BinaryPrimitives.WriteUInt32LittleEndian(bits[(row >> 3)..], word);
            }
        }

        for (; row < rows; row += 8)
        {
            var octet = 0;
            var end = Math.Min(8, rows - row);
            for (var i = 0; i < end; i++)
                octet |= (TOperator.Invoke(left[row + i], right[row + i]) ? 1 : 0) << i;
            bits[row >> 3] = (byte)octet;
        }
    }
}
