using System.Text.RegularExpressions;
using StreamFlow.Architecture.Repository;

namespace StreamFlow.Architecture.Rules;

/// <summary>What the documents show is what is there.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Code_that_a_document_shows_stands_in_the_file_that_it_names() =>
        Verdict.None(
            from document in Documents()
            from shown in Shown().Matches(RepositoryFiles.Read(document))
            let file = shown.Groups["file"].Value
            where !Plain(RepositoryFiles.Read(file)).Contains(Plain(shown.Groups["code"].Value), StringComparison.Ordinal)
            select $"{document}: its code is not that of {file} (any more)");

    [Fact]
    public void Links_within_the_repository_lead_somewhere() =>
        Verdict.None(
            from document in Documents()
            from link in Link().Matches(RepositoryFiles.Read(document))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            let path = Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(document)!, target)
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{document}: there is no {target}");

    private static IEnumerable<string> Documents() => RepositoryFiles.In("", ".md");

    // Without the indentation, which is another in a document.
    private static string Plain(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"<!-- from (?<file>\S+) -->\s*```\w*\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
