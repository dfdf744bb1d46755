using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Kernels;
using StreamFlow.Operators;

namespace StreamFlow.Engine.Sinks;

/// <summary>
/// The end of a chain: counts and hashes the rows of one lane for the epoch's record, and hands them to the sink unless it holds the epoch already.
/// </summary>
internal sealed class SinkFeed(string sink, LaneId lane, CommitGroup group, SinkWriter writer, StoredRows? stored) : RowConsumer, IDisposable
{
    private readonly RowHash _hash = new();

    public string Sink => sink;

    public LaneId Lane => lane;

    /// <summary>What the sink gets in this epoch, kept for a job that cannot be replayed; null where it need not be.</summary>
    public StoredRows? Stored => stored;

    /// <summary>Rows since <see cref="Reset"/>.</summary>
    public long Rows { get; private set; }

    /// <summary>The sum of the rows' hashes since <see cref="Reset"/>: it does not depend on their order.</summary>
    public ulong Hash { get; private set; }

    public void Reset()
    {
        (Rows, Hash) = (0, 0);
        stored?.Clear();
    }

    public override void Consume(ColumnBatch rows)
    {
        Rows += rows.RowCount;
        Hash += _hash.SumOfHashes(rows);
        stored?.Add(rows);
        if (group.TakesRows)
            writer.Write(rows);
    }

    public override void Advance(LaneTime time)
    {
    }

    public void Dispose() => writer.Dispose();
}
