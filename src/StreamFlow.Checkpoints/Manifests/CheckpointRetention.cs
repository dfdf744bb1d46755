using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Manifests;

/// <summary>Gathers the facts for <see cref="RetentionDecision"/> and does what it says.</summary>
internal static class CheckpointRetention
{
    public static void Apply(CheckpointStorage storage, EpochNumber heldByAllSinks)
    {
        var files = storage.List();
        var decision = RetentionDecision.Decide(
            [.. Manifests(files).Select(name => Facts(storage, name))],
            [.. files.Where(CheckpointName.IsData)],
            [.. SegmentName.Among(files).Select(segment => new SegmentFacts(segment.File, segment.FirstEpoch))],
            heldByAllSinks,
            CheckpointStore.CheckpointsKept);

        // Manifests first: a manifest whose data is gone would be damage, data without a manifest is only litter.
        foreach (var file in decision.Manifests.Concat(decision.DataFiles).Concat(decision.Segments))
            storage.Delete(file);
        foreach (var file in files.Where(file => file.EndsWith(CheckpointStorage.TemporarySuffix, StringComparison.Ordinal)))
            storage.Delete(file);
    }

    /// <summary>The manifests among some files, oldest first.</summary>
    public static IEnumerable<CheckpointName> Manifests(IEnumerable<string> files) =>
        files.Select(CheckpointName.TryParseManifest).OfType<CheckpointName>().OrderBy(name => name.Epoch).ThenBy(name => name.Generation.Value);

    private static ManifestFacts Facts(CheckpointStorage storage, CheckpointName name)
    {
        try
        {
            var manifest = ManifestCodec.Read(storage.ReadAll(name.ManifestFile));
            return new ManifestFacts(name.ManifestFile, name.Epoch, name.Generation, manifest.Pages.Select(page => page.File).ToHashSet());
        }
        catch (Exception unread) when (unread is DamageException or FormatVersionException)
        {
            return new ManifestFacts(name.ManifestFile, name.Epoch, name.Generation, DataFiles: null);
        }
    }
}
