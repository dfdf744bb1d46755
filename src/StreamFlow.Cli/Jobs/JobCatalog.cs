using System.Text.RegularExpressions;

namespace StreamFlow.Cli.Jobs;

/// <summary>The jobs of a repository, found in their sources: nothing is loaded, so a job that does not build is still listed.</summary>
internal sealed partial class JobCatalog
{
    private JobCatalog(string folder, IReadOnlyList<JobEntry> jobs) => (Folder, Jobs) = (folder, jobs);

    public string Folder { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<JobEntry> Jobs { get; }

    /// <param name="folder">The folder that holds a folder for each job.</param>
    public static JobCatalog Scan(string folder)
    {
        if (!Directory.Exists(folder))
            return new JobCatalog(folder, []);
        var jobs = from project in Directory.EnumerateDirectories(folder).SelectMany(job => Directory.EnumerateFiles(job, "*.csproj"))
                   let home = Path.GetDirectoryName(project)!
                   from name in NamesIn(home)
                   orderby name
                   select new JobEntry(name, home, Path.GetFileNameWithoutExtension(project));
        return new JobCatalog(folder, [.. jobs]);
    }

    /// <exception cref="UsageException">There is no such job; the message names the nearest.</exception>
    public JobEntry Find(string name)
    {
        var found = Jobs.Where(job => string.Equals(job.Name, name, StringComparison.Ordinal)).ToList();
        return found switch
        {
            [var job] => job,
            [] => throw Unknown(name),
            _ => throw new UsageException($"more than one job is called '{name}': {string.Join(", ", found.Select(job => job.Project))}", "a name stands for one job: change the others"),
        };
    }

    private UsageException Unknown(string name)
    {
        var nearest = NearestNames.To(name, Jobs.Select(job => job.Name));
        return new UsageException(
            $"there is no job '{name}'",
            nearest.Count > 0 ? $"did you mean {string.Join(" or ", nearest)}? ./streamflow jobs lists them all" : "./streamflow jobs lists those that there are");
    }

    private static IEnumerable<string> NamesIn(string folder)
    {
        var sources = Directory.EnumerateFiles(folder, "*.cs").Concat(
            Directory.EnumerateDirectories(folder)
                .Where(inner => Path.GetFileName(inner) is not ("bin" or "obj"))
                .SelectMany(inner => Directory.EnumerateFiles(inner, "*.cs", SearchOption.AllDirectories)));
        return sources.SelectMany(source => Attribute().Matches(File.ReadAllText(source)).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex(@"^\s*\[\s*StreamJob(?:Attribute)?\s*\(\s*""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Attribute();
}
