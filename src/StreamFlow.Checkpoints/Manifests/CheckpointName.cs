using System.Globalization;

namespace StreamFlow.Checkpoints.Manifests;

/// <summary>The file names of a checkpoint: epoch and generation, so that no start of a job can meet what another one left behind.</summary>
internal readonly record struct CheckpointName(EpochNumber Epoch, Generation Generation)
{
    private const string Prefix = "checkpoint-";
    private const string ManifestSuffix = ".manifest";
    private const string DataSuffix = ".pages";

    public string ManifestFile => Stem + ManifestSuffix;

    public string DataFile => Stem + DataSuffix;

    private string Stem => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Epoch.Value:D12}-{Generation.Value:D8}");

    public static CheckpointName? TryParseManifest(string file) => TryParse(file, ManifestSuffix);

    public static bool IsData(string file) => TryParse(file, DataSuffix) is not null;

    private static CheckpointName? TryParse(string file, string suffix)
    {
        if (!file.StartsWith(Prefix, StringComparison.Ordinal) || !file.EndsWith(suffix, StringComparison.Ordinal))
            return null;
        var parts = file[Prefix.Length..^suffix.Length].Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            && new CheckpointName(new EpochNumber(epoch), new Generation(generation)) is var name && name.Stem + suffix == file
            ? name : null;
    }
}
