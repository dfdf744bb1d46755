using System.Text.RegularExpressions;
using StreamFlow.Architecture.Repository;

namespace StreamFlow.Architecture.Rules;

public sealed partial class SourceFileTests
{
    private const int LinesMax = 400;

    // Where .NET's own convention asks for another: extensions of the host's builder are found without a using.
    private const string HostingExtensions = "Microsoft.Extensions.Hosting";

    [Fact]
    public void The_folder_is_the_namespace() =>
        Verdict.None(
            from project in ProjectFile.In("src")
            from path in RepositoryFiles.In(project.Folder, ".cs")
            let wanted = NamespaceOf(project, path)
            from found in NamespacesIn(path)
            where found != wanted && found != HostingExtensions
            select $"{path}: namespace {found}; its folder says {wanted}");

    [Fact]
    public void No_type_is_outside_of_a_namespace() =>
        Verdict.None(RepositoryFiles.In("src", ".cs")
            .Where(path => !NamespacesIn(path).Any() && TypeDeclaration().IsMatch(SourceCode.WithoutText(RepositoryFiles.Read(path))))
            .Select(path => $"{path}: a type without a namespace"));

    [Fact]
    public void A_file_holds_one_idea() =>
        Verdict.None(
            from path in RepositoryFiles.In("src", ".cs")
            let lines = RepositoryFiles.Read(path).AsSpan().Count('\n')
            where lines > LinesMax
            select $"{path}: {lines} lines; more than {LinesMax} are more than one idea: split it");

    private static string NamespaceOf(ProjectFile project, string path)
    {
        var folder = path[project.Folder.Length..path.LastIndexOf('/')];
        return project.RootNamespace + folder.Replace('/', '.');
    }

    private static IEnumerable<string> NamespacesIn(string path) =>
        NamespaceDeclaration().Matches(SourceCode.WithoutText(RepositoryFiles.Read(path))).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"^\s*(public|internal|file)\s[\w\s]*\b(class|struct|record|interface|enum)\s", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
