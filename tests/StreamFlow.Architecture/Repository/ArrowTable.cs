namespace StreamFlow.Architecture.Repository;

/// <summary>
/// Which project may reference which: the block of ARCHITECTURE.md that is fenced as <c>arrows</c>, so that the text and the rule
/// cannot differ. A line is <c>Project -> Project, Project</c>, without the <c>StreamFlow.</c> in front; the rest after two spaces
/// and a # is a remark.
/// </summary>
internal static class ArrowTable
{
    private const string Fence = "```";

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Read()
    {
        var lines = RepositoryFiles.Read("ARCHITECTURE.md").Split('\n')
            .SkipWhile(line => line.Trim() != Fence + "arrows").Skip(1)
            .TakeWhile(line => line.Trim() != Fence)
            .Select(line => line.Split("  #")[0].Trim())
            .Where(line => line.Length > 0);
        return lines.Select(line => line.Split("->")).ToDictionary(
            parts => FullName(parts[0]),
            parts => (IReadOnlySet<string>)parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(name => name != "nothing").Select(FullName).ToHashSet());
    }

    private static string FullName(string name) => name.Trim() is "StreamFlow" ? "StreamFlow" : "StreamFlow." + name.Trim();
}
