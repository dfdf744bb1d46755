namespace StreamFlow.Connectors;

/// <summary>A journal that ends with its process, for tests and for reading without a job. One instance outlives the connections that use it, as a checkpoint directory does.</summary>
public sealed class MemorySourceJournal : SourceJournal
{
    private readonly List<ReadOnlyMemory<byte>> _entries = [];

    public override IReadOnlyList<ReadOnlyMemory<byte>> Entries => _entries;

    public override void Append(ReadOnlySpan<byte> entry) => _entries.Add(entry.ToArray());
}
