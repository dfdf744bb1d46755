namespace StreamFlow.Files.Reading;

/// <summary>What the entries of all journals of files have in common.</summary>
internal static class JournalFields
{
    public static void Write(BinaryWriter writer, Fingerprint fingerprint)
    {
        writer.Write(fingerprint.Bytes);
        writer.Write((ulong)fingerprint.Hash);
        writer.Write((ulong)(fingerprint.Hash >> 64));
    }

    public static Fingerprint ReadFingerprint(BinaryReader reader)
    {
        var bytes = reader.ReadInt32();
        var low = reader.ReadUInt64();
        return new Fingerprint(bytes, new UInt128(reader.ReadUInt64(), low));
    }

    /// <exception cref="StreamFaultException">Another version wrote the entry.</exception>
    public static void RequireVersion(BinaryReader reader, byte version, string source)
    {
        if (reader.ReadByte() is var found && found != version)
        {
            throw StreamFaultException.User(
                $"the journal of the source '{source}' has entries of format {found}; this version reads format {version}", "start the job with the version that wrote the checkpoint directory");
        }
    }

    public static StreamFaultException Unknown(string source, byte kind) => StreamFaultException.User(
        $"the journal of the source '{source}' has an entry of the unknown kind {kind}", "start the job with the version that wrote the checkpoint directory");

    public static StreamFaultException NotExplained(string source, int partition, long offset, long known) => StreamFaultException.User(
        $"the job has read '{source}', partition {partition}, up to offset {offset}, but the source's journal knows of offsets up to {known} only: the checkpoint directory has lost a part of it",
        "restore the checkpoint directory as a whole from a copy, or start with a new one");
}
