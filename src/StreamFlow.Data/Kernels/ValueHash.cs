using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamFlow.Data.Kernels;

/// <summary>
/// Hashes of single values to 64 bits, the same in every process and on every machine of this byte order: they stand in the epoch log, so what they give never changes.
/// </summary>
public static class ValueHash
{
    private const ulong First = 0xA076_1D64_78BD_642FUL;
    private const ulong Second = 0xE703_7ED1_A0B4_28DBUL;
    private const ulong Third = 0x8EBC_6AF0_9C88_C6E3UL;

    /// <summary>Two numbers into one so that every bit of each touches every bit of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left ^ First, right ^ Second, out var low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        ulong low;
        ulong high;
        if (length > 16)
            return OfManyBytes(bytes);
        if (length >= 8)
        {
            low = Unsafe.ReadUnaligned<ulong>(ref at);
            high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, length - 8));
        }
        else if (length >= 4)
        {
            low = Unsafe.ReadUnaligned<uint>(ref at);
            high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, length - 4));
        }
        else if (length > 0)
        {
            low = (ulong)at | ((ulong)Unsafe.Add(ref at, length >> 1) << 8) | ((ulong)Unsafe.Add(ref at, length - 1) << 16);
            high = 0;
        }
        else
        {
            low = high = 0;
        }

        return Mix(Third ^ (ulong)length, Mix(low, high));
    }

    private static ulong OfManyBytes(ReadOnlySpan<byte> bytes)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var hash = Third;
        var position = 0;
        for (; position < bytes.Length - 16; position += 16)
        {
            var low = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, position));
            var high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, position + 8));
            hash = Mix(low ^ hash, high);
        }

        var lastLow = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, bytes.Length - 16));
        var lastHigh = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, bytes.Length - 8));
        return Mix(Third ^ (ulong)bytes.Length, Mix(lastLow ^ hash, lastHigh));
    }
}
