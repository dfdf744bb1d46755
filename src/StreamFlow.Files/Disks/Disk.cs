namespace StreamFlow.Files.Disks;

/// <summary>
/// The calls to the file system that the sink makes, so that a test can fail each of them. What a method says is durable survives a power cut.
/// Every failure of the medium is a <see cref="StreamFaultException"/> that names the file.
/// </summary>
internal abstract class Disk
{
    /// <summary>Creates the directory and those above it, durably; one that is there is no error.</summary>
    public abstract void CreateDirectory(string path);

    /// <summary>Makes the names in a directory durable.</summary>
    public abstract void FlushDirectory(string path);

    /// <summary>The names of the files in a directory, in ordinal order; none where there is no such directory.</summary>
    public abstract IReadOnlyList<string> List(string directory);

    /// <summary>Creates an empty file, or empties the one that is there.</summary>
    public abstract DiskFile Create(string path);

    /// <summary>Opens an existing file.</summary>
    public abstract DiskFile Open(string path);

    /// <summary>The file's length in bytes; -1 if there is none.</summary>
    public abstract long LengthOf(string path);

    /// <summary>The whole of a small file; null if there is none.</summary>
    public abstract byte[]? Read(string path);

    /// <summary>Gives a file a further name; false, and nothing changed, if the name is taken or there is no such file (any more). Durable once the directory is flushed.</summary>
    public abstract bool TryLink(string path, string name);

    /// <summary>Gives a file another name; false if there is no such file (any more). Durable once both directories are flushed.</summary>
    public abstract bool TryMove(string from, string to);

    /// <summary>Deletes a file; one that is not there is no error. Not durable: it may be back after a power cut.</summary>
    public abstract void Delete(string path);
}
