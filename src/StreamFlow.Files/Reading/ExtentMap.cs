namespace StreamFlow.Files.Reading;

/// <summary>What a connection knows of its files, for its readers. Safe from any thread: the journal is written by one, readers take what they see.</summary>
internal abstract class ExtentMap
{
    /// <summary>Rows and bytes seen, for how many offsets a row takes.</summary>
    public RowSize RowSize { get; } = new();

    /// <summary>The extent that holds an offset.</summary>
    /// <exception cref="StreamFaultException">The journal does not explain the offset.</exception>
    public abstract FileExtent Find(int partition, long offset);

    /// <summary>The timestamp of a record, microseconds, and up to which offset it is the same.</summary>
    public abstract long TimestampAt(FileExtent extent, long offset, out long until);

    /// <summary>Opens the content of an extent, wherever it lies by now; null where it is gone, or is not what it was.</summary>
    /// <param name="extent">Which.</param>
    /// <param name="length">How many bytes it must have at least.</param>
    public abstract FileContent? TryOpen(FileExtent extent, long length);

    /// <summary>Whether what was just read from an extent that grows was still that content: a file may be emptied and written anew at any time.</summary>
    public abstract bool IsStill(FileExtent extent, FileContent content);

    /// <summary>Offsets whose content is gone: by policy the job stops here, or passes over them.</summary>
    /// <exception cref="StreamFaultException">The job stops.</exception>
    public abstract void Lost(FileExtent extent, long from, long to);

    /// <summary>An extent was read to its end.</summary>
    /// <exception cref="StreamFaultException">Its file has grown since it was noted down as whole.</exception>
    public virtual void Finished(FileExtent extent, FileContent content)
    {
    }
}
