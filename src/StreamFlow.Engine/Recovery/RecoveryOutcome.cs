using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Engine.Recovery;

/// <summary>What a start found and decided.</summary>
/// <param name="Generation">This start's number.</param>
/// <param name="Log">The log as it is now, without a torn tail.</param>
/// <param name="Resumption">How to go on; null for a fresh start.</param>
/// <param name="Manifest">The checkpoint that was loaded; null without one.</param>
internal sealed record RecoveryOutcome(Generation Generation, EpochLogScan Log, Resumption? Resumption, CheckpointManifest? Manifest)
{
    public EpochNumber NextEpoch => Resumption?.NextEpoch ?? EpochNumber.None.Next;
}
