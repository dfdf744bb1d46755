namespace StreamFlow.Files.Disks;

/// <summary>An open file; used by one thread at a time.</summary>
internal abstract class DiskFile : IDisposable
{
    public abstract void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <returns>The bytes read; fewer than asked for only at the file's end.</returns>
    public abstract int Read(Span<byte> into, long offset);

    /// <summary>Cuts the file. Durable once it is flushed.</summary>
    public abstract void SetLength(long length);

    /// <summary>Makes everything written so far durable.</summary>
    public abstract void Flush();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
