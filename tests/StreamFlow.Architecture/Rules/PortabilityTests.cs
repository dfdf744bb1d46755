using System.Net;
using System.Text.RegularExpressions;
using StreamFlow.Architecture.Repository;

namespace StreamFlow.Architecture.Rules;

/// <summary>The repository works on any machine: it names no registry, no folder of somebody's machine and no address but loopback.</summary>
public sealed partial class PortabilityTests
{
    [Fact]
    public void No_file_names_a_package_registry() =>
        Verdict.None(Matches(Registry(), "packages come from the sources that the user has configured"));

    [Fact]
    public void No_file_names_a_folder_of_a_machine() =>
        Verdict.None(Matches(MachineFolder(), "a path begins at the repository's root, in TMPDIR, or in a setting"));

    [Fact]
    public void No_file_names_an_address_but_loopback() =>
        Verdict.None(Matches(Address(), "an address is a setting; defaults and tests use 127.0.0.1",
            text => IPAddress.TryParse(text, out var address) && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any)));

    private static IEnumerable<string> Matches(Regex pattern, string instead, Func<string, bool>? also = null) =>
        from path in RepositoryFiles.In("").Where(IsText)
        let text = RepositoryFiles.Read(path)
        from match in pattern.Matches(text)
        where also is null || also(match.Value)
        select $"{path}:{SourceCode.LineOf(text, match.Index)} {match.Value}: {instead}";

    private static bool IsText(string path) => Path.GetExtension(path) is not (".nupkg" or ".bin" or ".png" or ".gz");

    // One letter of each word stands in brackets, so that the patterns do not find themselves.
    [GeneratedRegex(@"(?i)nuget\.or[g]|npmjs\.(org|co[m])|registry\.np[m]|pypi\.or[g]|repo1?\.mave[n]|deb\.debia[n]|archive\.ubunt[u]|docker\.i[o]|ghcr\.i[o]|artifactor[y]|pkgs\.dev\.azur[e]")]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.~}])/(wor[k]/|tm[p]/|opt/nuge[t]|root[/]|home/\w|Users/\w)")]
    private static partial Regex MachineFolder();

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])")]
    private static partial Regex Address();
}
