namespace StreamFlow.Cli;

/// <summary>The clone that this command line belongs to.</summary>
internal static class Repository
{
    /// <summary>Its root: <c>STREAMFLOW_HOME</c>, which <c>./streamflow</c> sets, or the folder above that has a <c>jobs</c> folder.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("STREAMFLOW_HOME") is { Length: > 0 } home ? home : Above(AppContext.BaseDirectory);

    public static string Jobs => Path.Combine(Root, "jobs");

    /// <summary>What one start leaves for another; <c>STREAMFLOW_STATE</c> moves it elsewhere.</summary>
    public static string State =>
        Environment.GetEnvironmentVariable("STREAMFLOW_STATE") is { Length: > 0 } state ? state : Path.Combine(Root, ".cache");

    private static string Above(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "StreamFlow.sln")))
                return folder;
        }

        return Environment.CurrentDirectory;
    }
}
