using System.IO.Enumeration;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>
/// Walks a directory for files that match a pattern. A folder is listed again only when its own time has changed since, or when it changed so shortly before it was listed that the
/// file system's clock could hide another change: so a look at a quiet directory asks for a few times and reads nothing.
/// </summary>
/// <param name="root">The directory's full path.</param>
/// <param name="pattern">With * and ?, for the file's name; a packed file's without its ".gz" too.</param>
/// <param name="time">For how long ago a folder changed.</param>
internal sealed class DirectoryScan(string root, string pattern, TimeProvider time)
{
    private static readonly TimeSpan ClockGrain = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Folder> _folders = new(StringComparer.Ordinal);

    public bool IsThere => Directory.Exists(root);

    /// <summary>The paths below the root of all files that were not here before, with '/' between folders.</summary>
    /// <param name="isKnown">Whether a file was taken already.</param>
    public IReadOnlyList<string> FindNew(Func<string, bool> isKnown)
    {
        var found = new List<string>();
        Walk("", found, isKnown);
        return found;
    }

    private void Walk(string folder, List<string> found, Func<string, bool> isKnown)
    {
        var path = Path.Combine(root, folder);
        try
        {
            var modified = Directory.GetLastWriteTimeUtc(path);
            if (!_folders.TryGetValue(folder, out var listed) || listed.Modified != modified || listed.MayHide)
                _folders[folder] = listed = List(path, folder, modified);

            // A file that was passed over once, empty or too young, is looked at again.
            listed.Files.RemoveAll(file => isKnown(file));
            found.AddRange(listed.Files);
            foreach (var inner in listed.Folders)
                Walk(inner, found, isKnown);
        }
        catch (Exception failure) when (FileFaults.IsMissing(failure))
        {
            _folders.Remove(folder);
        }
        catch (Exception failure) when (FileFaults.IsFailure(failure))
        {
            throw FileFaults.Failed("list", path, failure);
        }
    }

    private Folder List(string path, string folder, DateTime modified)
    {
        var mayHide = time.GetUtcNow().UtcDateTime - modified < ClockGrain;
        var entries = new FileSystemEnumerable<(string Name, bool IsFolder)>(path, (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory))
        {
            // A link to a folder could lead round in a circle.
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        var listed = new Folder(modified, mayHide, [], []);
        foreach (var (name, isFolder) in entries.Where(entry => !entry.Name.StartsWith('_') && !entry.Name.StartsWith('.')).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var below = folder.Length == 0 ? name : $"{folder}/{name}";
            if (isFolder)
                listed.Folders.Add(below);
            else if (Matches(name))
                listed.Files.Add(below);
        }

        return listed;
    }

    private bool Matches(string name) =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)
        || (name.EndsWith(".gz", StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(pattern, name.AsSpan(0, name.Length - ".gz".Length), ignoreCase: false));

    private sealed record Folder(DateTime Modified, bool MayHide, List<string> Files, List<string> Folders);
}
