using System.Reflection;
using StreamFlow.Architecture.Repository;

namespace StreamFlow.Architecture.PublicApi;

/// <summary>
/// What authors of jobs and connectors can see, as text beside this file: a change of it shows in the diff.
/// <c>STREAMFLOW_ACCEPT_API=1 ./test Architecture</c> writes the files anew.
/// </summary>
public sealed class PublicApiTests
{
    private const string Accept = "STREAMFLOW_ACCEPT_API";
    private const string Folder = "tests/StreamFlow.Architecture/PublicApi";
    private const int LinesShown = 20;

    [Theory]
    [InlineData("StreamFlow.Core")]
    [InlineData("StreamFlow.Connectors")]
    [InlineData("StreamFlow")]
    [InlineData("StreamFlow.Kafka")]
    [InlineData("StreamFlow.Postgres")]
    [InlineData("StreamFlow.Basics")]
    [InlineData("StreamFlow.Files")]
    [InlineData("StreamFlow.Testing")]
    public void The_public_surface_is_the_one_that_was_agreed(string assembly)
    {
        var path = Path.Combine(RepositoryFiles.Root, Folder, assembly + ".txt");
        var now = Surface(Assembly.Load(assembly)).ToList();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(path, string.Concat(now.Select(line => line + "\n")));

        var agreed = File.Exists(path) ? File.ReadAllLines(path) : [];
        var differences = agreed.Except(now).Select(line => "- " + line).Concat(now.Except(agreed).Select(line => "+ " + line)).ToList();

        if (differences.Count > 0)
        {
            Assert.Fail($"the public surface of {assembly} has changed; if that is meant: {Accept}=1 ./test Architecture{Environment.NewLine}"
                + string.Join(Environment.NewLine, differences.Take(LinesShown)) + (differences.Count > LinesShown ? $"{Environment.NewLine}… {differences.Count - LinesShown} more" : ""));
        }
    }

    // Each member with its type in front, so that a line says all, whatever stands around it.
    private static IEnumerable<string> Surface(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        orderby type.FullName
        let lines = TypeText.LinesOf(type).ToList()
        from line in lines.Skip(1).Select(member => $"{type.FullName}: {member.Trim()}").Prepend($"{type.Namespace}: {lines[0]}")
        select line;
}
