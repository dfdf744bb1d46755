namespace StreamFlow.Cli.Jobs;

/// <summary>A job of this repository.</summary>
/// <param name="Name">As in <c>[StreamJob("…")]</c>.</param>
/// <param name="Folder">The folder of its project.</param>
/// <param name="Project">The name of its project and executable.</param>
internal sealed record JobEntry(string Name, string Folder, string Project)
{
    public string Executable => Path.Combine(Folder, "bin", "Release", "net10.0", Project + ".dll");

    /// <summary>The first sentence of its README; empty where it has none.</summary>
    public string Summary()
    {
        var readme = Path.Combine(Folder, "README.md");
        if (!File.Exists(readme))
            return "";
        var text = File.ReadLines(readme).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#') ?? "";
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text.TrimEnd('.') : text[..end];
    }
}
