namespace StreamFlow.Connectors;

/// <summary>
/// Reads some partitions of a source for one worker thread; only that thread calls it.
/// <para>Order of calls: <see cref="Assign"/>, then <see cref="Read"/> until every range is done, then <see cref="Assign"/> with the next epoch's ranges, …</para>
/// </summary>
public abstract class SourceReader : IDisposable
{
    /// <summary>
    /// The ranges of the next epoch. A range that begins where the reader stands goes on from what it has fetched already; any other is a seek.
    /// A partition that is not named is not delivered from, but may be fetched ahead.
    /// </summary>
    public abstract void Assign(IReadOnlyList<PartitionAssignment> ranges);

    /// <summary>
    /// Waits for rows of any range that is not done and fills <paramref name="batch"/> (emptied before) with those of one partition: at most RowsMax rows, none at or behind the range's end.
    /// A batch without rows moves a partition over a gap (transaction markers, compacted or aborted records) up to the range's end.
    /// </summary>
    /// <param name="batch">Where the rows go.</param>
    /// <param name="wait">How long to wait at most.</param>
    /// <returns>False when nothing came in that time: neither a row nor a gap. Never false because all ranges are done: the caller does not call then.</returns>
    /// <exception cref="StreamFaultException">The source failed, or the range's data is no longer there.</exception>
    public abstract bool Read(SourceBatch batch, TimeSpan wait);

    /// <summary>
    /// The record at an offset of the batch that the last <see cref="Read"/> gave, copied as it came: for rows that turn out to be wrong, or late, after they were decoded.
    /// Asked for few records only, before the next call. Null where the source has no records behind its rows.
    /// </summary>
    public virtual SourceRecord? FindRecord(int partition, long offset) => null;

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
