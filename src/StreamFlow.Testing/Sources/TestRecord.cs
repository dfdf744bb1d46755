namespace StreamFlow.Testing.Sources;

/// <summary>A record as a log holds it.</summary>
/// <param name="Value">On the pinned heap, so that decoders can read it in place; null for a tombstone.</param>
/// <param name="Key">On the pinned heap; null for none.</param>
/// <param name="Timestamp">Microseconds since the Unix epoch.</param>
internal sealed record TestRecord(byte[]? Value, byte[]? Key, long Timestamp)
{
    /// <summary>In their order.</summary>
    public IReadOnlyList<MessageHeader> Headers { get; init; } = [];

    public static byte[] Pinned(ReadOnlySpan<byte> bytes)
    {
        var pinned = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(pinned);
        return pinned;
    }
}
