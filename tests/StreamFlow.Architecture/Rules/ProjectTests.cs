using StreamFlow.Architecture.Repository;

namespace StreamFlow.Architecture.Rules;

public sealed class ProjectTests
{
    [Fact]
    public void A_project_references_only_what_the_table_of_ARCHITECTURE_allows()
    {
        var table = ArrowTable.Read();
        Verdict.None(
            from project in ProjectFile.In("src")
            from reference in project.References
            where !table.GetValueOrDefault(project.Name, new HashSet<string>()).Contains(reference)
            select $"{project.Path} references {reference}: ARCHITECTURE.md has no such arrow");
    }

    [Fact]
    public void Every_project_has_a_row_in_the_table() =>
        Verdict.None(ProjectFile.In("src").Where(project => !ArrowTable.Read().ContainsKey(project.Name))
            .Select(project => $"{project.Path}: a row in the arrows of ARCHITECTURE.md says what it may reference"));

    [Fact]
    public void The_arrows_have_no_circle()
    {
        var table = ArrowTable.Read();
        var open = table.Keys.ToHashSet();
        while (open.RemoveWhere(name => !table[name].Any(open.Contains)) > 0)
        {
        }

        Assert.True(open.Count == 0, "in a circle: " + string.Join(", ", open.Order()));
    }

    [Fact]
    public void Jobs_and_examples_reference_src_and_nothing_else() =>
        Verdict.None(
            from project in ProjectFile.In("jobs").Concat(ProjectFile.In("examples"))
            from reference in project.References
            where !reference.StartsWith("StreamFlow", StringComparison.Ordinal)
            select $"{project.Path} references {reference}: a job stands for itself");

    [Fact]
    public void Every_project_on_disk_is_in_the_solution()
    {
        var solution = RepositoryFiles.Read("StreamFlow.sln").Replace('\\', '/');
        string[] folders = ["src", "jobs", "examples", "tests"];
        Verdict.None(folders.SelectMany(ProjectFile.In).Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            .Select(project => $"{project.Path} is not in the solution: dotnet sln add {project.Path}"));
    }
}
