using Microsoft.Win32.SafeHandles;

namespace StreamFlow.Checkpoints.Storage;

/// <summary>A directory of the local file system (or a mounted one with hard links, locks and fsync).</summary>
public sealed class FileCheckpointStorage : CheckpointStorage
{
    private const string LockName = "lock";
    private readonly string _directory;

    /// <summary>Creates the directory if there is none.</summary>
    public FileCheckpointStorage(string directory)
    {
        _directory = Path.GetFullPath(directory);
        Guard("", "create the checkpoint directory", () => Directory.CreateDirectory(_directory));
    }

    /// <summary>A directory that is there, to look at: none is created.</summary>
    /// <exception cref="StreamFaultException">There is none.</exception>
    public static FileCheckpointStorage OpenExisting(string directory) => Directory.Exists(directory)
        ? new FileCheckpointStorage(directory)
        : throw StreamFaultException.User($"there is no directory '{Path.GetFullPath(directory)}'", "name a job's checkpoint directory, such as checkpoints/JOB");

    public override string Location => _directory;

    public override IDisposable Hold()
    {
        try
        {
            return new FileStream(PathOf(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (LockErrors.IsHeld(held))
        {
            throw StorageFaults.InUse(_directory, held);
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw StorageFaults.Failed(_directory, LockName, "open the lock file", failure);
        }
    }

    public override CheckpointFile? TryCreate(string name)
    {
        SafeFileHandle handle;
        try
        {
            handle = File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
        catch (IOException) when (File.Exists(PathOf(name)))
        {
            return null;
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw StorageFaults.Failed(_directory, name, "create the file", failure);
        }

        var file = new DiskFile(_directory, name, handle, 0);
        try
        {
            Guard(name, "flush the directory", () => DirectoryCalls.Flush(_directory));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override CheckpointFile OpenAppend(string name) => Guard<CheckpointFile>(name, "open the file", () =>
    {
        var handle = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Write, FileShare.Read);
        return new DiskFile(_directory, name, handle, RandomAccess.GetLength(handle));
    });

    public override bool TryPublish(string name, ReadOnlySpan<byte> content)
    {
        var temporary = name + TemporarySuffix;
        using (var file = new DiskFile(_directory, temporary, Guard(temporary, "create the file", () =>
            File.OpenHandle(PathOf(temporary), FileMode.Create, FileAccess.Write, FileShare.None)), 0))
        {
            file.Append(content);
            file.Flush();
        }

        return Guard(name, "publish the file", () =>
        {
            var published = DirectoryCalls.TryRename(PathOf(temporary), PathOf(name));
            File.Delete(PathOf(temporary));
            DirectoryCalls.Flush(_directory);
            return published;
        });
    }

    public override long LengthOf(string name) => Guard(name, "read the file's length", () =>
    {
        var file = new FileInfo(PathOf(name));
        return file.Exists ? file.Length : -1;
    });

    public override int Read(string name, long offset, Span<byte> into)
    {
        try
        {
            using var handle = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var total = 0;
            while (total < into.Length && RandomAccess.Read(handle, into[total..], offset + total) is > 0 and var read)
                total += read;
            return total;
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw StorageFaults.Failed(_directory, name, "read the file", failure);
        }
    }

    public override IReadOnlyList<string> List() => Guard("", "list the directory", () =>
    {
        var names = Directory.GetFiles(_directory).Select(path => Path.GetFileName(path)).Where(name => name != LockName).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    });

    public override void Truncate(string name, long length) => Guard(name, "cut the file", () =>
    {
        using var handle = File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Write, FileShare.Read);
        RandomAccess.SetLength(handle, length);
        RandomAccess.FlushToDisk(handle);
    });

    public override void Delete(string name) => Guard(name, "delete the file", () => File.Delete(PathOf(name)));

    internal static bool IsFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private string PathOf(string name) => Path.Combine(_directory, name);

    private void Guard(string name, string doing, Action action) => Guard(name, doing, () =>
    {
        action();
        return true;
    });

    private T Guard<T>(string name, string doing, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw StorageFaults.Failed(Location, name, doing, failure);
        }
    }
}
