using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Sinks;

/// <summary>
/// A transactional store, seen from its own side: rows with the epoch that brought them, the marker of the last one in the same transaction, and who may write. A commit counts only
/// in the newest session of the newest generation: a session that was replaced, by a successor or by the same instance after a lost reply, is fenced, also for requests that are
/// still on their way. A commit that would leave an epoch out is a fault of whoever sends it.
/// </summary>
internal sealed class SinkServer(string name, Mutant mutant)
{
    private readonly Lock _gate = new();
    private readonly List<StoredRow> _rows = [];
    private readonly List<string> _violations = [];
    private Generation _generation;
    private int _session;
    private EpochNumber? _marker;

    public string Name => name;

    public EpochNumber? Marker
    {
        get
        {
            lock (_gate)
                return _marker;
        }
    }

    public Generation Generation
    {
        get
        {
            lock (_gate)
                return _generation;
        }
    }

    /// <summary>What no client may do and one did.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_gate)
                return [.. _violations];
        }
    }

    /// <summary>Everything that it holds, in the order in which it came.</summary>
    public IReadOnlyList<StoredRow> Rows
    {
        get
        {
            lock (_gate)
                return [.. _rows];
        }
    }

    /// <summary>Fences every older session and tells the marker.</summary>
    /// <exception cref="StreamFaultException">A newer generation was here.</exception>
    public (int Session, EpochNumber? Marker) Open(Generation generation)
    {
        lock (_gate)
        {
            if (generation.Value < _generation.Value)
                throw Fenced(generation);
            _generation = generation;
            return (++_session, _marker);
        }
    }

    public void SetMarker(int session, Generation generation, EpochNumber epoch)
    {
        lock (_gate)
        {
            Require(session, generation);
            _marker = epoch;
        }
    }

    /// <summary>Rows and marker together; an epoch that is there already is left as it is.</summary>
    public void Commit(CommitRequest request)
    {
        lock (_gate)
        {
            Require(request.Session, request.Generation);
            if (_marker is { } held && request.Epoch <= held && mutant != Mutant.SinkForgetsMarker)
                return;
            if (_marker is { } before && request.Epoch != before.Next && mutant is not (Mutant.SinkForgetsMarker or Mutant.ClientHidesMarker))
                _violations.Add($"{name} holds epoch {before} and was sent epoch {request.Epoch}");
            if (_marker is null)
                _violations.Add($"{name} was sent epoch {request.Epoch} before it had a marker");
            _rows.AddRange(request.Rows);
            if (mutant != Mutant.SinkForgetsMarker)
                _marker = request.Epoch;
        }
    }

    /// <summary>The marker by itself, in a transaction of its own: what a sink must not do.</summary>
    public void MarkLater(EpochNumber epoch)
    {
        lock (_gate)
            _marker = epoch;
    }

    /// <summary>Rows without a transaction: at least once.</summary>
    public void Append(IEnumerable<StoredRow> rows)
    {
        lock (_gate)
            _rows.AddRange(rows);
    }

    /// <summary>Loses the marker, as offsets in Kafka expire.</summary>
    public EpochNumber? ForgetMarker()
    {
        lock (_gate)
        {
            var marker = _marker;
            _marker = null;
            return marker;
        }
    }

    private void Require(int session, Generation generation)
    {
        if (session != _session && mutant != Mutant.SinkIgnoresFencing)
            throw Fenced(generation);
    }

    private StreamFaultException Fenced(Generation generation) =>
        StreamFaultException.User($"a session of generation {generation} was fenced by one of generation {_generation}: the job was started again", "let one instance of the job run", name);
}

/// <summary>A row that a server holds.</summary>
/// <param name="Sink">The sink that it came through.</param>
/// <param name="Epoch">The epoch that brought it; 0 where there are no epochs.</param>
/// <param name="Item">The row.</param>
internal readonly record struct StoredRow(string Sink, long Epoch, Item Item);

/// <summary>A commit on its way to a server.</summary>
internal sealed record CommitRequest(int Session, Generation Generation, EpochNumber Epoch, IReadOnlyList<StoredRow> Rows);
