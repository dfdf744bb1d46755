using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>A hidden data file that takes rows. Used by one thread at a time.</summary>
internal abstract class Part(Disk disk, string path, string openFolder, long openedAt) : IDisposable
{
    /// <summary>The folders below the sink's directory.</summary>
    public string Partition { get; } = path[..Math.Max(0, path.LastIndexOf('/'))];

    /// <summary>When its first row came, as a timestamp of the sink's clock.</summary>
    public long OpenedAt { get; } = openedAt;

    /// <summary>Its place among the writer's open parts, the longest unused first; null while it is parked.</summary>
    public LinkedListNode<Part>? Place { get; set; }

    /// <summary>What the last committed epoch left; no bytes where the file is younger.</summary>
    public PartEntry Committed { get; private set; } = new(path, 0, 0);

    /// <summary>The file with everything that was appended.</summary>
    public PartEntry Staged => new(path, Length, Rows);

    /// <summary>Whether a later epoch may append to what this one leaves.</summary>
    public abstract bool GrowsOverEpochs { get; }

    /// <summary>Bytes appended; once flushed the length of the file.</summary>
    public abstract long Length { get; }

    protected Disk Disk => disk;

    protected string HiddenPath { get; } = Path.Combine(openFolder, new PartEntry(path, 0, 0).HiddenName);

    protected long Rows { get; set; }

    /// <summary>Makes everything appended durable, and gives back memory.</summary>
    public abstract void Flush();

    /// <summary>Gives back memory and handles until the next row, without making anything durable.</summary>
    public abstract void Park();

    /// <summary>Takes back what came after the last commit, of a file that has one.</summary>
    public abstract void Abort();

    /// <summary>The epoch is committed.</summary>
    public void Commit() => Committed = Staged;

    /// <summary>Deletes the file.</summary>
    public void Discard()
    {
        Dispose();
        disk.Delete(HiddenPath);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected abstract void Close();
}
