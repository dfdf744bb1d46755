namespace StreamFlow.Connectors;

/// <summary>
/// A query's connection to one source: which partitions there are, where they begin and end. Called by one thread at a time, never while a row is processed.
/// </summary>
public abstract class SourceConnection : IAsyncDisposable
{
    /// <summary>
    /// Called once, before everything else: how far the job's log and checkpoints have read. A source with a <see cref="SourceJournal"/> refuses offsets that its journal does not
    /// explain, for it would read something else there.
    /// </summary>
    /// <param name="positions">Partition → the end of what was read, exclusive; empty where nothing was committed yet.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="StreamFaultException">The journal is not the one that these offsets were read with.</exception>
    public virtual Task ResumeAsync(IReadOnlyDictionary<int, long> positions, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Asks for all partitions and their bounds now. Partitions never disappear; new ones may appear.</summary>
    /// <exception cref="StreamFaultException">The source cannot be reached within its own time-out, or does not exist.</exception>
    public abstract Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation);

    /// <summary>Where a first start begins, by the source's specification and the run's <c>--from</c>. Partitions found later begin at their earliest offset.</summary>
    public abstract Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation);

    /// <summary>A reader for one worker thread.</summary>
    public abstract SourceReader OpenReader(SourceReaderOptions options);

    /// <summary>Shows the offsets to tools that watch consumer lag. Never read back to decide anything; a failure is only logged.</summary>
    /// <param name="nextOffsets">Partition → the offset the next epoch begins at.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public virtual Task MirrorOffsetsAsync(IReadOnlyDictionary<int, long> nextOffsets, CancellationToken cancellation) => Task.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
