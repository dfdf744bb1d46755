namespace StreamFlow.Connectors;

/// <summary>
/// What a source notes down beside the job's checkpoints, so that its offsets mean the same after a crash: which file an offset stands in, what was found in which order.
/// A source needs it whose medium has no offsets of its own. An entry is appended <em>before</em> any offset that depends on it is told to the query.
/// <para>
/// An entry is there whole or not at all; one whose <see cref="Append"/> returned survives a power cut. Each start of the job writes a journal of its own, which begins with the
/// entries of the one before: what an older instance still appends is never read. Entries are never taken out.
/// </para>
/// </summary>
public abstract class SourceJournal
{
    /// <summary>All entries, oldest first: those of earlier starts and those appended since.</summary>
    public abstract IReadOnlyList<ReadOnlyMemory<byte>> Entries { get; }

    /// <summary>Adds an entry; durable on return. By one thread at a time.</summary>
    /// <param name="entry">1 byte to 1 MiB.</param>
    /// <exception cref="StreamFaultException">The medium failed: the attempt is over, and nothing more may be appended.</exception>
    public abstract void Append(ReadOnlySpan<byte> entry);
}
