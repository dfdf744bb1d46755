namespace StreamFlow.App;

/// <summary>Where appsettings.json and the checkpoints lie: <c>STREAMFLOW_HOME</c>, else the repository around the current folder or the executable, else the current folder.</summary>
internal static class ContentRoot
{
    public static string Find() =>
        Environment.GetEnvironmentVariable("STREAMFLOW_HOME") is { Length: > 0 } home ? Path.GetFullPath(home)
        : Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory) ?? Directory.GetCurrentDirectory();

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "StreamFlow.sln")))
                return at.FullName;
        }

        return null;
    }
}
