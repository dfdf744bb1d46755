using StreamFlow.Checkpoints.Journals;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Connectors;

namespace StreamFlow.Engine.Sources;

/// <summary>A source's journal in the job's checkpoint directory. Opened at the first use: most sources need none.</summary>
internal sealed class CheckpointSourceJournal(CheckpointStorage storage, string source, Generation generation) : SourceJournal, IDisposable
{
    private EntryJournal? _journal;

    public override IReadOnlyList<ReadOnlyMemory<byte>> Entries => Opened.Entries;

    private EntryJournal Opened => _journal ??= EntryJournal.Open(storage, source, generation);

    public override void Append(ReadOnlySpan<byte> entry) => Opened.Append(entry);

    public void Dispose() => _journal?.Dispose();
}
