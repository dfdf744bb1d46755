namespace StreamFlow.Tests.Files;

/// <summary>What a reader looks at: files neither below nor with a name that begins with '_' or '.'.</summary>
internal static class VisibleFiles
{
    public static IEnumerable<string> Below(string directory, string extension)
    {
        var paths = Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(directory, path).Split('/').Any(part => part.StartsWith('_') || part.StartsWith('.'))).ToList();
        Assert.All(paths, path => Assert.Equal(extension, Path.GetExtension(path)));
        return paths;
    }

    /// <summary>The value in a folder of the path, as Hive's readers take it.</summary>
    public static string FolderOf(string path, string name) =>
        Uri.UnescapeDataString(path.Split('/').Single(folder => folder.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..]);
}
