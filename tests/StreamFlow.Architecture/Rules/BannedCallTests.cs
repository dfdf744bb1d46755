using StreamFlow.Architecture.Repository;

namespace StreamFlow.Architecture.Rules;

public sealed class BannedCallTests
{
    [Fact]
    public void The_code_does_without_the_banned_calls() =>
        Verdict.None(Found("src", inTests: false).Concat(Found("jobs", inTests: false)).Concat(Found("examples", inTests: false)));

    [Fact]
    public void The_tests_wait_for_events_and_never_sleep() => Verdict.None(Found("tests", inTests: true));

    [Theory]
    [InlineData("var now = DateTime.UtcNow;", true)]
    [InlineData("// DateTime.UtcNow\nvar s = \"DateTime.UtcNow\";", false)]
    [InlineData("var s = \"\"\"\n  Thread.Sleep(1)\n  \"\"\";", false)]
    [InlineData("var s = @\"a\"\"b\"; Thread.Sleep(1);", true)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1));", true)]
    [InlineData("await Task.Delay(Math.Max(1, 2), token);", true)]
    [InlineData("await Task.Delay(Math.Max(1, 2), _time, token);", false)]
    [InlineData("Console.WriteLine(1);", true)]
    [InlineData("var r = new Random( );", true)]
    [InlineData("var r = new Random(42);", false)]
    public void The_rules_see_code_and_not_text(string source, bool banned) =>
        Assert.Equal(banned, FoundIn("src/StreamFlow.Data/A.cs", source, inTests: false).Any());

    private static IEnumerable<string> Found(string folder, bool inTests) =>
        RepositoryFiles.In(folder, ".cs").SelectMany(path => FoundIn(path, RepositoryFiles.Read(path), inTests));

    private static IEnumerable<string> FoundIn(string path, string source, bool inTests)
    {
        var code = SourceCode.WithoutText(source);
        return from call in BannedCalls.All
               where call.InTests || !inTests
               from match in call.Pattern.Matches(code)
               where call.IsAt(path, code, match)
               select $"{path}:{SourceCode.LineOf(code, match.Index)} {match.Value}  instead: {call.Instead}";
    }
}
