using StreamFlow.Checkpoints.Storage;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Disks;

/// <summary>
/// The checkpoint directory as one instance of the job sees it. A dead instance, and one that was cut off from the disk, reaches it no more. What is deleted of the epoch log is
/// put into an archive, so that at the end every epoch can be checked.
/// </summary>
internal sealed class SimulatedDisk(MemoryCheckpointStorage disk, IDictionary<string, byte[]> archive, Instance instance) : CheckpointStorage
{
    private IDisposable? _hold;

    public override string Location => disk.Location;

    public override IDisposable Hold()
    {
        Require();
        return _hold = disk.Hold();
    }

    /// <summary>The lock is taken from the instance, as when its machine loses a shared disk.</summary>
    public void BreakHold() => _hold?.Dispose();

    public override CheckpointFile? TryCreate(string name)
    {
        Require();
        return disk.TryCreate(name) is { } file ? new SimulatedFile(file, Location, this, instance) : null;
    }

    public override CheckpointFile OpenAppend(string name)
    {
        Require();
        return new SimulatedFile(disk.OpenAppend(name), Location, this, instance);
    }

    public override bool TryPublish(string name, ReadOnlySpan<byte> content)
    {
        Require();
        return disk.TryPublish(name, content);
    }

    public override long LengthOf(string name)
    {
        Require();
        return disk.LengthOf(name);
    }

    public override int Read(string name, long offset, Span<byte> into)
    {
        Require();
        return disk.Read(name, offset, into);
    }

    public override IReadOnlyList<string> List()
    {
        Require();
        return disk.List();
    }

    public override void Truncate(string name, long length)
    {
        Require();
        disk.Truncate(name, length);
    }

    public override void Delete(string name)
    {
        Require();
        if (!instance.IsLeftBehind && name.EndsWith(".epochs", StringComparison.Ordinal) && disk.LengthOf(name) >= 0)
            archive[name] = disk.ReadAll(name);
        disk.Delete(name);
    }

    internal void Require()
    {
        instance.RequireAlive();
        if (instance.IsCutOff)
            throw StreamFaultException.External("the disk is gone (injected)", "start the job again", Location);
    }
}
