using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>Entries of a directory's journal as bytes: format version, number of files, the files.</summary>
internal static class FoundFilesCodec
{
    /// <summary>So many files in one entry stay well below its limit, whatever their paths.</summary>
    public const int FilesMax = 128;

    private const byte Version = 1;

    public static byte[] Write(IReadOnlyCollection<FoundFile> files)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(files.Count);
        foreach (var file in files)
        {
            writer.Write(file.Partition);
            writer.Write(file.Path);
            writer.Write(file.StoredBytes);
            writer.Write(file.Length);
            writer.Write(file.Modified);
            JournalFields.Write(writer, file.First);
            JournalFields.Write(writer, file.Last);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static IReadOnlyList<FoundFile> Read(ReadOnlyMemory<byte> entry, string source)
    {
        using var reader = new BinaryReader(new MemoryStream(entry.ToArray()));
        JournalFields.RequireVersion(reader, Version, source);
        var files = new FoundFile[reader.ReadInt32()];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = new FoundFile(
                reader.ReadInt32(), reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(),
                JournalFields.ReadFingerprint(reader), JournalFields.ReadFingerprint(reader));
        }

        return files;
    }
}
