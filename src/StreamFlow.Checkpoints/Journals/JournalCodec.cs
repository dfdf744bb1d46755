using StreamFlow.Checkpoints.Bytes;

namespace StreamFlow.Checkpoints.Journals;

/// <summary>
/// A journal as bytes. Head: magic "SFJOURNL", format version, generation, the source's name with its length, CRC-32C of all before it. Then entries, each: length, number from 0,
/// CRC-32C of the payload, CRC-32C of these three, payload. A golden file holds the format: change it only together with <see cref="FormatVersion"/>.
/// </summary>
internal static class JournalCodec
{
    public const uint FormatVersion = 1;
    public const int EntryBytesMax = 1 << 20;
    private const int EntryHeadBytes = 20;

    public static byte[] Head(Generation generation, string source)
    {
        var to = new ByteWriter();
        to.Raw("SFJOURNL"u8);
        to.Fixed32(FormatVersion);
        to.Fixed64((ulong)generation.Value);
        to.Text(source);
        to.Fixed32(Crc32C.Of(to.Written));
        return to.ToArray();
    }

    public static void WriteEntry(ByteWriter to, int number, ReadOnlySpan<byte> payload)
    {
        var head = to.Length;
        to.Fixed32((uint)payload.Length);
        to.Fixed64((ulong)number);
        to.Fixed32(Crc32C.Of(payload));
        to.Fixed32(Crc32C.Of(to.Written[head..]));
        to.Raw(payload);
    }

    /// <summary>The entries, and where they end. What stands behind is a torn write, unless an entry can be read in it.</summary>
    /// <exception cref="DamageException">This is not the source's journal, whole up to a torn end.</exception>
    /// <exception cref="FormatVersionException">It is of another version.</exception>
    public static List<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> file, string source)
    {
        var at = ReadHead(file.Span, source);
        var entries = new List<ReadOnlyMemory<byte>>();
        while (TryEntryLength(file.Span[at..], entries.Count) is { } length)
        {
            entries.Add(file.Slice(at + EntryHeadBytes, length));
            at += EntryHeadBytes + length;
        }

        for (var behind = at + 1; behind + EntryHeadBytes <= file.Length; behind++)
        {
            if (HasHead(file.Span[behind..]))
                throw new DamageException($"entry {entries.Count}, at byte {at}, is not as it was written");
        }

        return entries;
    }

    private static int ReadHead(ReadOnlySpan<byte> file, string source)
    {
        var from = new ByteReader(file);
        if (!from.Take(8).SequenceEqual("SFJOURNL"u8))
            throw new DamageException("this is not a source's journal");
        var version = from.Fixed32();
        from.Fixed64();
        var name = from.Text();
        var length = file.Length - from.Left;
        if (from.Fixed32() != Crc32C.Of(file[..length]))
            throw new DamageException("the head's checksum is wrong");
        FormatVersionException.Require("the source's journal", version, FormatVersion, FormatVersion);
        return name == source ? length + sizeof(uint) : throw new DamageException($"the journal is that of the source '{name}', not of '{source}'");
    }

    /// <summary>The length of the payload of the entry that begins here; null if none does, whole.</summary>
    private static int? TryEntryLength(ReadOnlySpan<byte> bytes, int number)
    {
        if (!HasHead(bytes))
            return null;
        var from = new ByteReader(bytes);
        var length = from.Fixed32();
        if (from.Fixed64() != (ulong)number || length > bytes.Length - EntryHeadBytes)
            return null;
        return from.Fixed32() == Crc32C.Of(bytes.Slice(EntryHeadBytes, (int)length)) ? (int)length : null;
    }

    private static bool HasHead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < EntryHeadBytes)
            return false;
        var from = new ByteReader(bytes);
        var length = from.Fixed32();
        from.Take(EntryHeadBytes - (2 * sizeof(uint)));
        return from.Fixed32() == Crc32C.Of(bytes[..(EntryHeadBytes - sizeof(uint))]) && length <= EntryBytesMax;
    }
}
