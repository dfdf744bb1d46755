namespace StreamFlow.Checkpoints.Storage;

/// <summary>
/// The checkpoint directory of one job: a flat set of named files, and the few operations that the log and the checkpoints need.
/// What a method says is durable survives a power cut. Every failure of the medium is a <see cref="StreamFaultException"/> of
/// <see cref="FaultOrigin.External"/> that cannot be retried: after a failed write or flush nobody knows what the file holds,
/// so the attempt ends and recovery reads the directory again. Calls may come from several threads, for different files.
/// </summary>
public abstract class CheckpointStorage
{
    /// <summary>Where it is, for messages: the directory's path.</summary>
    public abstract string Location { get; }

    /// <summary>Holds the directory for one process until disposed; the operating system frees it when the process dies.</summary>
    /// <exception cref="StreamFaultException">Another process (or another job in this one) holds it; <see cref="FaultOrigin.User"/>.</exception>
    public abstract IDisposable Hold();

    /// <summary>Creates an empty file, whose existence is durable on return; null if the name is taken.</summary>
    public abstract CheckpointFile? TryCreate(string name);

    /// <summary>Opens an existing file to append at its end.</summary>
    public abstract CheckpointFile OpenAppend(string name);

    /// <summary>Creates a whole file, durable on return; false (and nothing changed) if the name is taken. Never seen half-written.</summary>
    public abstract bool TryPublish(string name, ReadOnlySpan<byte> content);

    /// <summary>The file's length in bytes; -1 if there is none.</summary>
    public abstract long LengthOf(string name);

    /// <summary>Fills <paramref name="into"/> from <paramref name="offset"/> on.</summary>
    /// <returns>The bytes read; fewer than asked for only at the file's end.</returns>
    public abstract int Read(string name, long offset, Span<byte> into);

    /// <summary>All names, in ordinal order. Files that a half-done publish left behind end in <see cref="TemporarySuffix"/>.</summary>
    public abstract IReadOnlyList<string> List();

    /// <summary>Cuts a file to <paramref name="length"/> bytes; durable on return.</summary>
    public abstract void Truncate(string name, long length);

    /// <summary>Deletes a file; one that is not there is no error. Not durable: a deleted file may be back after a power cut.</summary>
    public abstract void Delete(string name);

    /// <summary>The ending of a file that <see cref="TryPublish"/> has not yet given its name.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>The whole file.</summary>
    public byte[] ReadAll(string name)
    {
        var length = LengthOf(name);
        if (length < 0)
            throw StorageFaults.Missing(Location, name);
        if (length > Array.MaxLength)
            throw StorageFaults.Damaged(Location, name, 0, $"{length} bytes are more than a file of this kind can have");
        var bytes = new byte[length];
        return Read(name, 0, bytes) == bytes.Length ? bytes : throw StorageFaults.Damaged(Location, name, 0, "the file became shorter while it was read");
    }
}
