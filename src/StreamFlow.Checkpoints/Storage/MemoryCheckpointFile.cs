namespace StreamFlow.Checkpoints.Storage;

/// <summary>An open file of a <see cref="MemoryCheckpointStorage"/>; dead after its crash.</summary>
internal sealed class MemoryCheckpointFile(MemoryCheckpointStorage storage, string name, long length, int life)
    : CheckpointFile(storage.Location, name, length)
{
    protected override void Write(ReadOnlySpan<byte> bytes, long offset) => storage.Append(Name, life, bytes);

    protected override void FlushToDisk() => storage.Flush(Name, life);

    protected override void Dispose(bool disposing)
    {
    }
}
