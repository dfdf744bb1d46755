using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Postgres.Tuples;

namespace StreamFlow.Postgres.Writing;

/// <summary>Encodes a task's rows into buffers of its own and keeps them until the epoch's outcome is known; the committer sends them.</summary>
/// <param name="committer">Whose transaction they go to.</param>
/// <param name="tuples">How.</param>
/// <param name="ordinal">The writer's number among those of the table, by the order of opening; null where rows are appended.</param>
internal sealed class PostgresWriter(PostgresCommitter committer, TupleWriter tuples, int? ordinal) : SinkWriter
{
    // A row's number is the writer's, then the row's within the epoch.
    private const int RowBits = 40;

    private readonly List<EncodedRows> _kept = [];
    private readonly Stack<EncodedRows> _free = [];

    /// <summary>Rows of the epoch.</summary>
    public long Rows { get; private set; }

    /// <summary>The rows of the epoch as tuples, in order.</summary>
    public IReadOnlyList<EncodedRows> Kept => _kept;

    public override void Write(ColumnBatch rows)
    {
        // A replayed epoch that the tables hold already: nothing to send.
        if (rows.IsEmpty || committer.IsHeld)
            return;
        var chunk = _free.TryPop(out var free) ? free : new EncodedRows();
        try
        {
            tuples.Write(rows, ordinal is { } number ? ((long)number << RowBits) + Rows : null, chunk);
            committer.Keep(chunk.Bytes.Length);
        }
        catch
        {
            Free(chunk);
            throw;
        }

        _kept.Add(chunk);
        Rows += chunk.Count;
    }

    /// <summary>The outcome is known: the memory is free for the next epoch. Called by the committer while nobody writes.</summary>
    public void Forget()
    {
        foreach (var chunk in _kept)
            Free(chunk);
        _kept.Clear();
        Rows = 0;
    }

    /// <summary>A row of the epoch for a message; null where there is none with this number.</summary>
    /// <param name="index">From 0, within this writer.</param>
    public string? Show(long index)
    {
        foreach (var chunk in _kept)
        {
            if (index < chunk.Count)
                return tuples.Show(chunk[(int)index]);
            index -= chunk.Count;
        }

        return null;
    }

    private void Free(EncodedRows chunk)
    {
        chunk.Reset();
        _free.Push(chunk);
    }
}
