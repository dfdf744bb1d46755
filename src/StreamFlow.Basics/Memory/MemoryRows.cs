namespace StreamFlow.Basics.Memory;

/// <summary>
/// What a memory sink holds: rows, the last epoch, and who may write. Invariants: the epoch never falls; only the newest generation commits.
/// </summary>
internal sealed class MemoryRows<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _committed = [];
    private EpochNumber? _epoch;
    private Generation _generation;

    public IReadOnlyList<T> Committed()
    {
        lock (_gate)
            return [.. _committed];
    }

    public SinkMarker Open(Generation generation)
    {
        lock (_gate)
        {
            RequireNewest(generation);
            _generation = generation;
            return _epoch is { } epoch ? SinkMarker.At(epoch) : SinkMarker.None;
        }
    }

    public void SetMarker(Generation generation, EpochNumber epoch)
    {
        lock (_gate)
        {
            RequireNewest(generation);
            _epoch = epoch;
        }
    }

    public void Commit(Generation generation, EpochNumber epoch, IReadOnlyList<T> rows)
    {
        lock (_gate)
        {
            RequireNewest(generation);
            if (_epoch is { } held && epoch <= held)
                return;
            _committed.AddRange(rows);
            _epoch = epoch;
        }
    }

    private void RequireNewest(Generation generation)
    {
        if (generation.Value < _generation.Value)
        {
            throw StreamFaultException.User(
                $"generation {generation} was fenced by generation {_generation}: the job was started again", "let one instance of the job run");
        }
    }
}
