using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>Entries as bytes: format version, kind, fields. The journal itself has the checksums.</summary>
internal static class LogEntryCodec
{
    private const byte Version = 1;

    public static byte[] Write(LogEntry entry)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        switch (entry)
        {
            case LogEntry.Begun begun:
                writer.Write((byte)1);
                writer.Write(begun.LastLength);
                writer.Write(begun.Id.Device);
                writer.Write(begun.Id.Inode);
                JournalFields.Write(writer, begun.First);
                writer.Write(begun.Age.Name);
                writer.Write(begun.Age.Modified.Ticks);
                writer.Write(begun.Timestamp);
                break;
            case LogEntry.Grown grown:
                writer.Write((byte)2);
                JournalFields.Write(writer, grown.First);
                break;
            case LogEntry.Dated dated:
                writer.Write((byte)3);
                writer.Write(dated.Offset);
                writer.Write(dated.Timestamp);
                break;
            default:
                throw StreamFaultException.Internal($"no way to store {entry.GetType().Name}");
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static LogEntry Read(ReadOnlyMemory<byte> entry, string source)
    {
        using var reader = new BinaryReader(new MemoryStream(entry.ToArray()));
        JournalFields.RequireVersion(reader, Version, source);
        return reader.ReadByte() switch
        {
            1 => new LogEntry.Begun(
                reader.ReadInt64(), new FileId(reader.ReadUInt64(), reader.ReadUInt64()), JournalFields.ReadFingerprint(reader),
                new RotationAge(reader.ReadString(), new DateTime(reader.ReadInt64(), DateTimeKind.Utc)), reader.ReadInt64()),
            2 => new LogEntry.Grown(JournalFields.ReadFingerprint(reader)),
            3 => new LogEntry.Dated(reader.ReadInt64(), reader.ReadInt64()),
            var kind => throw JournalFields.Unknown(source, kind),
        };
    }
}
