using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Checks;

/// <summary>All epochs of a job, also those whose segments the job has deleted.</summary>
internal static class EpochHistory
{
    public static IReadOnlyList<EpochRecord> Read(World world)
    {
        var whole = new MemoryCheckpointStorage();
        foreach (var (name, bytes) in world.Archive)
            whole.Put(name, bytes);
        foreach (var name in world.Disk.List())
            whole.Put(name, world.Disk.ReadAll(name));
        return EpochLogScan.Read(whole).Facts is { } facts && facts.LastEpoch > EpochNumber.None
            ? [.. EpochLogReader.Read(whole, EpochNumber.None.Next, facts.LastEpoch)]
            : [];
    }
}
