using System.Globalization;

namespace StreamFlow.Files.Manifests;

/// <summary>The file name of a manifest: its number, and an ending that no reader of data looks for.</summary>
internal static class ManifestName
{
    private const string Suffix = ".manifest";

    public static string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:D12}{Suffix}");

    /// <summary>The number in a name; null for any other file.</summary>
    public static long? TryParse(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Of(number) == name ? number : null;
}
