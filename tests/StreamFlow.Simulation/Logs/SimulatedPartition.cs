namespace StreamFlow.Simulation.Logs;

/// <summary>
/// A partition as a broker keeps it: offsets of records and of transactions' markers in one row; the last stable offset is that of the first record of a transaction still open;
/// records of aborted transactions are there and not to be seen.
/// </summary>
internal sealed class SimulatedPartition
{
    private readonly Lock _gate = new();
    private readonly List<LogEntry> _entries = [];
    private readonly Dictionary<int, long> _open = [];
    private readonly HashSet<int> _aborted = [];

    /// <summary>The last stable offset.</summary>
    public long End
    {
        get
        {
            lock (_gate)
                return _open.Count == 0 ? _entries.Count : _open.Values.Min();
        }
    }

    /// <summary>Behind the last entry.</summary>
    public long HighWatermark
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    public void Append(LogEntry entry)
    {
        lock (_gate)
        {
            if (entry.Kind != EntryKind.Record)
                _open.Remove(entry.Transaction);
            else if (entry.Transaction >= 0)
                _open.TryAdd(entry.Transaction, _entries.Count);
            if (entry.Kind == EntryKind.AbortMarker)
                _aborted.Add(entry.Transaction);
            _entries.Add(entry);
        }
    }

    /// <summary>The next record to be seen at or behind an offset and before an end; null when there is none. Also of aborted transactions, for a reader that is wrong.</summary>
    public (long Offset, LogEntry Entry)? Next(long from, long to, bool alsoAborted = false)
    {
        lock (_gate)
        {
            for (var offset = from; offset < to; offset++)
            {
                var entry = _entries[(int)offset];
                if (entry.Kind == EntryKind.Record && (alsoAborted || !_aborted.Contains(entry.Transaction)))
                    return (offset, entry);
            }

            return null;
        }
    }

    /// <summary>All records of a range that are to be seen.</summary>
    public IEnumerable<(long Offset, LogEntry Entry)> Read(OffsetRange range)
    {
        for (var from = range.From; Next(from, range.To) is { } found; from = found.Offset + 1)
            yield return found;
    }
}
