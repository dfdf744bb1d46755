namespace StreamFlow.Files.Disks;

/// <summary>The local file system, or a mounted one with hard links and fsync.</summary>
internal sealed class LocalDisk : Disk
{
    private LocalDisk()
    {
    }

    public static LocalDisk Instance { get; } = new();

    public override void CreateDirectory(string path) => Guard("create the directory", path, () =>
    {
        var missing = new Stack<string>();
        for (var at = path; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            missing.Push(at);
        foreach (var directory in missing)
        {
            Directory.CreateDirectory(directory);
            DirectoryCalls.Flush(Path.GetDirectoryName(directory)!);
        }

        return true;
    });

    public override void FlushDirectory(string path) => Guard("flush the directory", path, () =>
    {
        DirectoryCalls.Flush(path);
        return true;
    });

    public override IReadOnlyList<string> List(string directory) => Guard("list the directory", directory, () =>
    {
        if (!Directory.Exists(directory))
            return [];
        var names = Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    });

    public override DiskFile Create(string path) => Guard("create the file", path, () =>
        new LocalFile(path, File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete)));

    public override DiskFile Open(string path) => Guard("open the file", path, () =>
        new LocalFile(path, File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)));

    public override long LengthOf(string path) => Guard("read the length", path, () => new FileInfo(path) is { Exists: true } file ? file.Length : -1);

    public override byte[]? Read(string path) => Guard("read the file", path, () => File.Exists(path) ? File.ReadAllBytes(path) : null);

    public override bool TryLink(string path, string name) => Guard("publish the file", name, () => DirectoryCalls.TryLink(path, name));

    public override bool TryMove(string from, string to) => Guard("make the file visible", to, () => DirectoryCalls.TryMove(from, to));

    public override void Delete(string path) => Guard("delete the file", path, () =>
    {
        if (File.Exists(path))
            File.Delete(path);
        return true;
    });

    private static T Guard<T>(string doing, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (DiskFaults.IsFailure(failure))
        {
            throw DiskFaults.From(doing, path, failure);
        }
    }
}
