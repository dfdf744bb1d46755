using Microsoft.Win32.SafeHandles;

namespace StreamFlow.Files.Disks;

/// <summary>A file of the local file system; written straight through, so that a killed process loses nothing that was written.</summary>
internal sealed class LocalFile(string path, SafeFileHandle handle) : DiskFile
{
    public override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (Exception failure) when (DiskFaults.IsFailure(failure))
        {
            throw DiskFaults.From("write the file", path, failure);
        }
    }

    public override int Read(Span<byte> into, long offset)
    {
        try
        {
            var total = 0;
            while (total < into.Length && RandomAccess.Read(handle, into[total..], offset + total) is > 0 and var read)
                total += read;
            return total;
        }
        catch (Exception failure) when (DiskFaults.IsFailure(failure))
        {
            throw DiskFaults.From("read the file", path, failure);
        }
    }

    public override void SetLength(long length)
    {
        try
        {
            RandomAccess.SetLength(handle, length);
        }
        catch (Exception failure) when (DiskFaults.IsFailure(failure))
        {
            throw DiskFaults.From("cut the file", path, failure);
        }
    }

    public override void Flush()
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception failure) when (DiskFaults.IsFailure(failure))
        {
            throw DiskFaults.From("flush the file", path, failure);
        }
    }

    protected override void Dispose(bool disposing) => handle.Dispose();
}
