using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Tests.Checkpoints.Inspection;

/// <summary>A directory to look at whose job deletes a file at the very moment when it is to be read.</summary>
internal sealed class DirectoryInUse(MemoryCheckpointStorage inner, string deletedWhenRead) : CheckpointStorage
{
    public override string Location => inner.Location;

    public override IReadOnlyList<string> List() => inner.List();

    public override long LengthOf(string name)
    {
        if (name == deletedWhenRead)
            inner.Delete(name);
        return inner.LengthOf(name);
    }

    public override int Read(string name, long offset, Span<byte> into) => inner.Read(name, offset, into);

    public override IDisposable Hold() => throw new InvalidOperationException("who looks does not hold");

    public override CheckpointFile? TryCreate(string name) => throw new InvalidOperationException("who looks does not write");

    public override CheckpointFile OpenAppend(string name) => throw new InvalidOperationException("who looks does not write");

    public override bool TryPublish(string name, ReadOnlySpan<byte> content) => throw new InvalidOperationException("who looks does not write");

    public override void Truncate(string name, long length) => throw new InvalidOperationException("who looks does not write");

    public override void Delete(string name) => throw new InvalidOperationException("who looks does not write");
}
