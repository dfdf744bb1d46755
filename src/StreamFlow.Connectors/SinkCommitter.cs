namespace StreamFlow.Connectors;

/// <summary>
/// The transactions of a group of sinks. Called by the query's coordinator only, in this order:
/// <code>
/// OpenAsync ─→ ( BeginAsync(n) ─→ writers write ─→ StageAsync(n) ─→ [the epoch's record is durable] ─→ CommitAsync(n) )* ─→ FinishAsync
///                     └──────────────┴──── AbortAsync ────┘
/// </code>
/// </summary>
public abstract class SinkCommitter : IAsyncDisposable
{
    /// <summary>Why the group cannot keep exactly once here (a broker that drops offsets sent in transactions); null when it can. Known after <see cref="OpenAsync"/>.</summary>
    public virtual string? WhyOnlyAtLeastOnce => null;

    /// <summary>An epoch must be committed within this time of its begin; null when there is no limit.</summary>
    public virtual TimeSpan? TransactionTimeout => null;

    /// <summary>
    /// The newest generation that has opened the sinks, from whatever checkpoint directory; 0 where none has, or the sinks do not remember it. A start takes a larger one,
    /// so that of two directories' instances the later fences the earlier and never the other way round. Asked before <see cref="OpenAsync"/>.
    /// </summary>
    public virtual Task<Generation> GetLastGenerationAsync(CancellationToken cancellation) => Task.FromResult(default(Generation));

    /// <summary>Fences every older generation first, so that it can no longer commit, and then tells the last epoch that the sinks hold.</summary>
    /// <exception cref="StreamFaultException">The sink cannot be reached, does not exist, or a newer generation has fenced this one.</exception>
    public abstract Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation);

    /// <summary>
    /// Makes the marker durable without any rows, before the first epoch of a sink that is new, or by the word of the person who starts the job: a sink that had no marker until
    /// its first commit could not be told, after a crash, from one that lost it. Never called when the marker is not tracked.
    /// </summary>
    /// <param name="epoch">The sinks count as holding it and all before it; 0 for none.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public abstract Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation);

    /// <summary>Opens the epoch's transaction. Rows may be written now.</summary>
    public abstract Task BeginAsync(EpochNumber epoch, CancellationToken cancellation);

    /// <summary>
    /// All rows of the epoch are with the sink and every check is made: after this only infrastructure can fail. For at least once: all rows are delivered.
    /// </summary>
    public abstract Task StageAsync(EpochNumber epoch, CancellationToken cancellation);

    /// <summary>
    /// Makes the rows and the marker visible, together. Idempotent: an epoch that the sink holds already is left as it is. After an answer that got lost it finds out what
    /// happened, and sends the rows again if need be.
    /// </summary>
    public abstract Task CommitAsync(EpochNumber epoch, CancellationToken cancellation);

    /// <summary>Takes back what was written since <see cref="BeginAsync"/>.</summary>
    public abstract Task AbortAsync(CancellationToken cancellation);

    /// <summary>
    /// The query ends in good order, between two epochs: what is committed but held back (a file that still grows) is to be seen now. Not called after a failure; the next
    /// open does it then. Default: nothing is held back.
    /// </summary>
    public virtual Task FinishAsync(CancellationToken cancellation) => Task.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
