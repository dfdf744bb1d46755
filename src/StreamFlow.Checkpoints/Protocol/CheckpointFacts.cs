using StreamFlow.Checkpoints.Manifests;

namespace StreamFlow.Checkpoints.Protocol;

/// <summary>What recovery must know of one checkpoint.</summary>
/// <param name="Epoch">The last epoch that its state holds, by its file name.</param>
/// <param name="Generation">The start that wrote it, by its file name.</param>
/// <param name="Manifest">The manifest; null when it is damaged.</param>
/// <param name="Damage">What is wrong with the manifest or one of its pages, as a sentence; null when it is intact as far as was looked.</param>
public sealed record CheckpointFacts(EpochNumber Epoch, Generation Generation, CheckpointManifest? Manifest, string? Damage = null)
{
    public bool IsIntact => Damage is null && Manifest is not null;
}
