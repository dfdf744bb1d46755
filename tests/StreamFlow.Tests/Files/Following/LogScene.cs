using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace StreamFlow.Tests.Files.Following;

/// <summary>A process that writes a log, and what rotates it.</summary>
internal sealed class LogScene : IDisposable
{
    private static int _scenes;

    public LogScene()
    {
        Directory = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"streamflow-log-{Environment.ProcessId}-{Interlocked.Increment(ref _scenes)}");
        System.IO.Directory.CreateDirectory(Directory);
        Path = System.IO.Path.Combine(Directory, "app.log");
    }

    public string Directory { get; }

    public string Path { get; }

    public string Rotated(int number) => $"{Path}.{number.ToString(CultureInfo.InvariantCulture)}";

    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public void Write(byte[] bytes)
    {
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(bytes);
    }

    /// <summary>app.log → app.log.1 → app.log.2 …; the next line makes a new app.log.</summary>
    public void Rename()
    {
        Shift();
        File.Move(Path, Rotated(1));
    }

    public void CopyAndTruncate()
    {
        Shift();
        File.Copy(Path, Rotated(1));
        Truncate();
    }

    public void Truncate()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
    }

    /// <summary>As gzip does: another file with the time of the old one.</summary>
    public void Pack(int number)
    {
        var modified = File.GetLastWriteTimeUtc(Rotated(number));
        using (var packed = new GZipStream(File.Create(Rotated(number) + ".gz"), CompressionLevel.Fastest))
            packed.Write(File.ReadAllBytes(Rotated(number)));
        File.SetLastWriteTimeUtc(Rotated(number) + ".gz", modified);
        File.Delete(Rotated(number));
    }

    public bool Has(int number) => File.Exists(Rotated(number));

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private void Shift()
    {
        for (var number = 60; number > 0; number--)
        {
            foreach (var ending in (string[])["", ".gz"])
            {
                if (File.Exists(Rotated(number) + ending))
                    File.Move(Rotated(number) + ending, Rotated(number + 1) + ending);
            }
        }
    }
}
