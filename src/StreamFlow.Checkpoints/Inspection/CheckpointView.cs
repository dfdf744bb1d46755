using StreamFlow.Checkpoints.Manifests;

namespace StreamFlow.Checkpoints.Inspection;

/// <summary>A checkpoint, as far as it can be read.</summary>
/// <param name="File">The manifest's name.</param>
/// <param name="Epoch">By its name.</param>
/// <param name="Generation">By its name.</param>
/// <param name="Manifest">Null when it is damaged.</param>
/// <param name="Damage">What is wrong with the manifest or with one of its pages, as a sentence; null for nothing: all pages were read.</param>
public sealed record CheckpointView(string File, EpochNumber Epoch, Generation Generation, CheckpointManifest? Manifest, string? Damage)
{
    /// <summary>The bytes of all pages.</summary>
    public long StateBytes => Manifest?.Pages.Sum(page => (long)page.Length) ?? 0;

    /// <summary>The bytes of the pages that were written for this checkpoint; the others are those of earlier ones, named again.</summary>
    public long WrittenBytes => Manifest?.Pages.Where(page => page.File == new CheckpointName(Epoch, Generation).DataFile).Sum(page => (long)page.Length) ?? 0;
}
