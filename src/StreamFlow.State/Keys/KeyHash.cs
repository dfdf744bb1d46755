using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamFlow.State.Keys;

/// <summary>
/// Hash of key bytes. Seeded for each process: no result depends on it (rows leave in the order of first touch),
/// and nobody outside can choose keys that collide.
/// </summary>
internal static class KeyHash
{
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private const ulong Mix = 0xBF58476D1CE4E5B9;
    private static readonly ulong Seed = BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<byte> key)
    {
        ref var start = ref MemoryMarshal.GetReference(key);
        var length = (nuint)key.Length;
        var hash = Seed ^ (length * Spread);
        if (length >= 8)
        {
            nuint at = 0;
            for (; at + 8 < length; at += 8)
                hash = BitOperations.RotateLeft((hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at))) * Mix, 29);

            // The last eight bytes, some of them a second time.
            hash = (hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, length - 8))) * Mix;
        }
        else if (length >= 4)
        {
            var low = Unsafe.ReadUnaligned<uint>(ref start);
            var high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4));
            hash = (hash ^ ((ulong)high << 32 | low)) * Mix;
        }
        else if (length != 0)
        {
            var bytes = (uint)start | (uint)Unsafe.Add(ref start, length >> 1) << 8 | (uint)Unsafe.Add(ref start, length - 1) << 16;
            hash = (hash ^ bytes) * Mix;
        }

        hash ^= hash >> 32;
        return (uint)((hash * Spread) >> 32);
    }
}
