using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StreamFlow.Checkpoints.Journals;

/// <summary>The file name of a source's journal: a hash of the source's name, which may be a path of any length, and the generation that writes it.</summary>
internal readonly record struct JournalName(string Key, Generation Generation)
{
    private const string Prefix = "journal-";
    private const string Suffix = ".entries";

    public string File => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Key}-{Generation.Value:D8}{Suffix}");

    public static JournalName Of(string source, Generation generation) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 8)), generation);

    /// <summary>The source's journals among some file names, oldest first.</summary>
    public static IReadOnlyList<JournalName> Among(IEnumerable<string> files, string source)
    {
        var key = Of(source, default).Key;
        return [.. files.Select(TryParse).OfType<JournalName>().Where(name => name.Key == key).OrderBy(name => name.Generation.Value)];
    }

    private static JournalName? TryParse(string file)
    {
        if (!file.StartsWith(Prefix, StringComparison.Ordinal) || !file.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        var parts = file[Prefix.Length..^Suffix.Length].Split('-');
        return parts.Length == 2
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            && new JournalName(parts[0], new Generation(generation)) is var name && name.File == file
            ? name : null;
    }
}
