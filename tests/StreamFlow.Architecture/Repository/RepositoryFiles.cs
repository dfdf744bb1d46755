namespace StreamFlow.Architecture.Repository;

/// <summary>The files of the clone that the tests were built from, by paths from its root with forward slashes.</summary>
internal static class RepositoryFiles
{
    // What builds, restores and runs leave behind; .gitignore names the same.
    private static readonly HashSet<string> Leftovers =
        new(["bin", "obj", ".git", ".vs", ".idea", ".packages", ".cache", "TestResults", "checkpoints"], StringComparer.Ordinal);

    public static string Root { get; } = FindRoot();

    /// <param name="folder">From the root; empty for all.</param>
    /// <param name="suffix">How the name ends, such as <c>.cs</c>.</param>
    public static IEnumerable<string> In(string folder, string suffix = "") =>
        Walk(Path.Combine(Root, folder))
            .Where(path => path.EndsWith(suffix, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var deeper = Directory.EnumerateDirectories(folder).Where(child => !Leftovers.Contains(Path.GetFileName(child))).SelectMany(Walk);
        return Directory.EnumerateFiles(folder).Where(file => !Leftovers.Contains(Path.GetFileName(file))).Concat(deeper);
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "StreamFlow.sln")))
                return folder;
        }

        throw new InvalidOperationException("there is no StreamFlow.sln above " + AppContext.BaseDirectory);
    }
}
