namespace StreamFlow.Checkpoints.Storage;

/// <summary>
/// A file that is being appended to, by one thread. After a failed append or flush it takes nothing more: a retried flush may report
/// success for bytes that the system has thrown away.
/// </summary>
public abstract class CheckpointFile(string location, string name, long length) : IDisposable
{
    private bool _failed;

    public string Name { get; } = name;

    /// <summary>Bytes appended so far, those before the opening included.</summary>
    public long Length { get; private set; } = length;

    protected string Location { get; } = location;

    /// <exception cref="StreamFaultException">The medium failed, now or earlier; <see cref="FaultOrigin.External"/>.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        RequireIntact();
        _failed = true;
        Write(bytes, Length);
        _failed = false;
        Length += bytes.Length;
    }

    /// <summary>Makes everything appended so far durable.</summary>
    /// <exception cref="StreamFaultException">The medium failed, now or earlier; <see cref="FaultOrigin.External"/>.</exception>
    public void Flush()
    {
        RequireIntact();
        _failed = true;
        FlushToDisk();
        _failed = false;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Write(ReadOnlySpan<byte> bytes, long offset);

    protected abstract void FlushToDisk();

    protected abstract void Dispose(bool disposing);

    private void RequireIntact()
    {
        if (_failed)
            throw StorageFaults.Failed(Location, Name, "append to a file after an append or a flush of it failed", inner: null);
    }
}
