using Microsoft.Win32.SafeHandles;

namespace StreamFlow.Files.Reading;

/// <summary>A file as it is. The handle keeps the content when the file is renamed or deleted.</summary>
internal sealed class PlainContent(string path, SafeFileHandle handle) : FileContent
{
    public override long Length => FileFaults.Guard("read the length of", path, () => RandomAccess.GetLength(handle));

    public override int Read(long position, Span<byte> into)
    {
        try
        {
            var total = 0;
            while (total < into.Length && RandomAccess.Read(handle, into[total..], position + total) is > 0 and var read)
                total += read;
            return total;
        }
        catch (Exception failure) when (FileFaults.IsFailure(failure))
        {
            throw FileFaults.Failed("read", path, failure);
        }
    }

    public override void Dispose() => handle.Dispose();
}
