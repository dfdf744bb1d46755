using System.IO.Compression;
using System.Text;

namespace StreamFlow.Tests.Files.Directories;

/// <summary>A directory that files are put into.</summary>
internal sealed class DirectoryScene : IDisposable
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static int _scenes;
    private int _files;

    public DirectoryScene()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"streamflow-files-{Environment.ProcessId}-{Interlocked.Increment(ref _scenes)}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, each a minute younger than the one before.</summary>
    public DateTimeOffset Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    public DateTimeOffset Put(string name, byte[] content)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            packed.Write(content);
        }
        else
            File.WriteAllBytes(path, content);
        var modified = Start.AddMinutes(_files++);
        File.SetLastWriteTimeUtc(path, modified);
        return modified;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
