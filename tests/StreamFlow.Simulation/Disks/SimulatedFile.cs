using StreamFlow.Checkpoints.Storage;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Disks;

/// <summary>An open file of a <see cref="SimulatedDisk"/>.</summary>
internal sealed class SimulatedFile(CheckpointFile file, string location, SimulatedDisk disk, Instance instance) : CheckpointFile(location, file.Name, file.Length)
{
    protected override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        disk.Require();
        file.Append(bytes);
    }

    protected override void FlushToDisk()
    {
        disk.Require();
        if (!instance.Has(Mutant.DiskLiesAboutFlush))
            file.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
    }
}
