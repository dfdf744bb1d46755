using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>Opens the files of a directory, and says what they are.</summary>
/// <param name="root">The directory's full path.</param>
/// <param name="youngest">A file written later than that is not taken yet, by how long ago it is.</param>
/// <param name="time">For how long ago a file was written.</param>
internal sealed class DirectoryFiles(string root, TimeSpan youngest, TimeProvider time)
{
    /// <summary>What a file is now; null for one that has no content yet, is too young, or is gone again.</summary>
    public FoundFile? Describe(string path)
    {
        using var content = TryOpen(path, out var stored, out var modified);
        if (content is null || stored == 0 || (youngest > TimeSpan.Zero && time.GetUtcNow().UtcDateTime - modified < youngest))
            return null;
        var length = content.Length;
        var ends = (int)Math.Min(length, Fingerprint.BytesMax);
        if (ends == 0 || Fingerprint.Of(content, ends) is not { } first || Fingerprint.At(content, length - ends, ends) is not { } last)
            return null;
        return new FoundFile(0, path, stored, length, EventTime.ToMicroseconds(new DateTimeOffset(modified)), first, last);
    }

    /// <summary>The content of a file that was found; null with what is wrong where it is gone or another.</summary>
    public FileContent? TryOpen(FoundFile file, out string wrong)
    {
        wrong = "it is gone";
        var content = TryOpen(file.Path, out var stored, out _);
        if (content is null)
            return null;
        wrong = stored != file.StoredBytes ? $"it had {file.StoredBytes} bytes when it was found and has {stored} now"
            : !file.First.IsOf(content) || Fingerprint.At(content, file.Length - file.Last.Bytes, file.Last.Bytes) != file.Last ? "it has other content than when it was found"
            : "";
        if (wrong.Length == 0)
            return content;
        content.Dispose();
        return null;
    }

    private FileContent? TryOpen(string path, out long stored, out DateTime modified)
    {
        stored = 0;
        modified = default;
        var full = Path.Combine(root, path);
        try
        {
            var handle = File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stored = RandomAccess.GetLength(handle);
            modified = File.GetLastWriteTimeUtc(handle);
            return path.EndsWith(".gz", StringComparison.Ordinal) ? new GzipContent(full, handle) : new PlainContent(full, handle);
        }
        catch (Exception failure) when (FileFaults.IsMissing(failure))
        {
            return null;
        }
        catch (Exception failure) when (FileFaults.IsFailure(failure))
        {
            throw FileFaults.Failed("open", full, failure);
        }
    }
}
