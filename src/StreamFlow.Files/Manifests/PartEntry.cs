namespace StreamFlow.Files.Manifests;

/// <summary>A data file in a manifest.</summary>
/// <param name="Path">Where readers see it, or will: below the sink's directory, with '/' between folders.</param>
/// <param name="Bytes">The length that is committed; a hidden file may be longer, by rows that are not.</param>
/// <param name="Rows">The rows in them.</param>
internal sealed record PartEntry(string Path, long Bytes, long Rows)
{
    /// <summary>The file's name while it is hidden. Its ending is none that a reader looks for.</summary>
    public string HiddenName => $"{Path[(Path.LastIndexOf('/') + 1)..]}.open";
}
