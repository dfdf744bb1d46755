namespace StreamFlow.Testing.Sinks;

/// <summary>What a test's sink holds. It outlives the queries that write it. Invariants: the epoch never falls; only the newest generation commits.</summary>
internal sealed class TestSinkStore
{
    private readonly Lock _gate = new();
    private readonly List<object> _committed = [];
    private EpochNumber? _epoch;
    private Generation _generation;

    public EpochNumber? Epoch
    {
        get
        {
            lock (_gate)
                return _epoch;
        }
    }

    public IReadOnlyList<object> Committed()
    {
        lock (_gate)
            return [.. _committed];
    }

    public void Reset()
    {
        lock (_gate)
        {
            _committed.Clear();
            _epoch = null;
            _generation = default;
        }
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

    public void Commit(Generation generation, EpochNumber epoch, IReadOnlyList<object> rows)
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
            throw StreamFaultException.User($"generation {generation} was fenced by generation {_generation}", "let one instance of the job run");
    }
}
