using System.Text.RegularExpressions;

namespace StreamFlow.Tests.Golden;

/// <summary>
/// The stored formats, byte for byte, as hexadecimal text: <c>Formats/KIND.VERSION.hex</c>. A file is never changed: a format that changes gets a new version, a new file, and goes on
/// reading the old one or refuses it by name. <c>STREAMFLOW_ACCEPT_GOLDEN=1</c> writes the files that are not there yet.
/// </summary>
internal static partial class GoldenFile
{
    private const int CharactersALine = 120;

    public static byte[] Read(string name) => Convert.FromHexString(WhiteSpace().Replace(File.ReadAllText(PathOf(name)), ""));

    public static void RequireSame(string name, byte[] bytes)
    {
        if (!File.Exists(PathOf(name)) && Environment.GetEnvironmentVariable("STREAMFLOW_ACCEPT_GOLDEN") == "1")
            File.WriteAllLines(PathOf(name), Convert.ToHexStringLower(bytes).Chunk(CharactersALine).Select(line => new string(line)));
        Assert.True(File.Exists(PathOf(name)), $"there is no golden file {name}: STREAMFLOW_ACCEPT_GOLDEN=1 writes it");
        Assert.Equal(Convert.ToHexStringLower(Read(name)), Convert.ToHexStringLower(bytes));
    }

    private static string PathOf(string name) => Path.Combine(Folder, name + ".hex");

    private static string Folder { get; } = FindFolder();

    private static string FindFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "StreamFlow.sln")))
                return Path.Combine(folder, "tests", "StreamFlow.Tests", "Golden", "Formats");
        }

        throw new InvalidOperationException("there is no StreamFlow.sln above " + AppContext.BaseDirectory);
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex WhiteSpace();
}
