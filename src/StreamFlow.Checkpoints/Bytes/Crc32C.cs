using System.Buffers.Binary;
using System.Numerics;

namespace StreamFlow.Checkpoints.Bytes;

/// <summary>CRC-32C (Castagnoli) with the usual initial value and final complement: "123456789" gives E3069283.</summary>
public static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of two pieces, the first of which has <paramref name="checksum"/>.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        // BitOperations uses the processor's instruction where there is one.
        var crc = ~checksum;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var one in bytes)
            crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
