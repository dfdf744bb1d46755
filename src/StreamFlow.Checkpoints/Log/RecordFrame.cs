using System.Buffers.Binary;
using StreamFlow.Checkpoints.Bytes;

namespace StreamFlow.Checkpoints.Log;

/// <summary>
/// The head of a record: length of the payload, epoch, CRC-32C of the payload, CRC-32C of these three. A checksum of its own makes the
/// length trustworthy: so a record that was cut off at the end can be told from one whose length was damaged in the middle.
/// </summary>
internal readonly record struct RecordFrame(int PayloadBytes, EpochNumber Epoch, uint PayloadChecksum)
{
    public const int Bytes = 20;
    public const int PayloadBytesMax = 64 * 1024 * 1024;

    public static void Write(Span<byte> to, EpochNumber epoch, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(to[4..], epoch.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], Crc32C.Of(payload));
        BinaryPrimitives.WriteUInt32LittleEndian(to[16..], Crc32C.Of(to[..16]));
    }

    /// <summary>The head that begins here; null if none does.</summary>
    public static RecordFrame? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]) != Crc32C.Of(bytes[..16]))
            return null;
        var frame = new RecordFrame(
            BinaryPrimitives.ReadInt32LittleEndian(bytes),
            new EpochNumber(BinaryPrimitives.ReadInt64LittleEndian(bytes[4..])),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]));
        return frame.PayloadBytes is >= 0 and <= PayloadBytesMax ? frame : null;
    }

    /// <summary>Whether the head of any record stands in these bytes, wherever it begins.</summary>
    public static bool IsAnyIn(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Bytes; bytes = bytes[1..])
            if (TryRead(bytes) is not null)
                return true;
        return false;
    }
}
