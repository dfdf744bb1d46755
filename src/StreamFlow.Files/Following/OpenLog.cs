using Microsoft.Win32.SafeHandles;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>An open file that is, or was, the log.</summary>
/// <param name="path">The name it was opened by.</param>
/// <param name="handle">Closed with the content.</param>
/// <param name="content">What it holds.</param>
internal sealed class OpenLog(string path, SafeFileHandle handle, FileContent content) : IDisposable
{
    public FileContent Content => content;

    public FileId Id { get; } = FileId.Of(handle);

    /// <summary>Where it stands among the rotated files, under the name that it was opened by.</summary>
    public RotationAge Age => new(Path.GetFileName(path), FileFaults.Guard("ask the time of", path, () => File.GetLastWriteTimeUtc(handle)));

    /// <summary>Nobody writes to a packed file.</summary>
    public bool IsPacked => content is GzipContent;

    public long Length => content.Length;

    public void Dispose() => content.Dispose();
}
