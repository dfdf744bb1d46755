using Microsoft.Win32.SafeHandles;

namespace StreamFlow.Checkpoints.Storage;

/// <summary>A file on disk that is appended to; written straight through, so that a killed process loses nothing that was appended.</summary>
internal sealed class DiskFile(string location, string name, SafeFileHandle handle, long length) : CheckpointFile(location, name, length)
{
    protected override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (Exception failure) when (FileCheckpointStorage.IsFailure(failure))
        {
            throw StorageFaults.Failed(Location, Name, "write the file", failure);
        }
    }

    protected override void FlushToDisk()
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception failure) when (FileCheckpointStorage.IsFailure(failure))
        {
            throw StorageFaults.Failed(Location, Name, "flush the file", failure);
        }
    }

    protected override void Dispose(bool disposing) => handle.Dispose();
}
