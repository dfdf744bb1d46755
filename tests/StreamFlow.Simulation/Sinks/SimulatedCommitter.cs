using StreamFlow.Connectors;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Sinks;

/// <summary>
/// The client of a server: keeps an epoch's rows until the outcome is known. After a reply that is lost it opens a new session, which fences the old one, asks the marker, and
/// sends again what is not there.
/// </summary>
internal sealed class SimulatedCommitter(SinkServer server, Instance instance) : SinkCommitter, IRowBuffer
{
    private readonly Lock _gate = new();
    private readonly List<StoredRow> _rows = [];
    private Generation _generation;
    private EpochNumber? _unmarked;
    private int _session;

    public void Add(IReadOnlyList<StoredRow> rows)
    {
        instance.RequireAlive();
        lock (_gate)
            _rows.AddRange(rows);
    }

    public override Task<Generation> GetLastGenerationAsync(CancellationToken cancellation)
    {
        instance.RequireAlive();
        return Task.FromResult(server.Generation);
    }

    public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
    {
        instance.RequireAlive();
        _generation = generation;
        (_session, var marker) = server.Open(generation);
        if (instance.Has(Mutant.ClientHidesMarker) && marker is { Value: > 0 } held)
            marker = new EpochNumber(held.Value - 1);
        return Task.FromResult(marker is { } epoch ? SinkMarker.At(epoch) : SinkMarker.None);
    }

    public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        instance.RequireAlive();
        server.SetMarker(_session, _generation, epoch);
        return Task.CompletedTask;
    }

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        instance.RequireAlive();
        if (_unmarked is { } unmarked)
            server.MarkLater(unmarked);
        return AbortAsync(cancellation);
    }

    public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        instance.RequireAlive();
        if (instance.Has(Mutant.SinkCommitsAtStage))
            server.Commit(RequestOf(epoch));
        return Task.CompletedTask;
    }

    public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        instance.RequireAlive();
        var request = RequestOf(epoch);
        switch (instance.TakeCommitFault(server.Name, epoch))
        {
            case FaultKind.LoseReply:
                server.Commit(request);
                Resolve(epoch);
                break;
            case FaultKind.LoseRequest:
                instance.World.Network.Delay(server, request);
                Resolve(epoch);
                break;
            case FaultKind.LoseReplyAndDie:
                server.Commit(request);
                throw instance.Die();
            case FaultKind.DelayAndDie:
                instance.World.Network.Delay(server, request);
                throw instance.Die();
            default:
                server.Commit(request);
                break;
        }

        if (instance.Has(Mutant.SinkForgetsMarker))
            _unmarked = epoch;
        lock (_gate)
            _rows.Clear();
        return Task.CompletedTask;
    }

    public override Task AbortAsync(CancellationToken cancellation)
    {
        lock (_gate)
            _rows.Clear();
        return Task.CompletedTask;
    }

    private void Resolve(EpochNumber epoch)
    {
        (_session, var marker) = server.Open(_generation);
        if (marker != epoch)
            server.Commit(RequestOf(epoch));
    }

    private CommitRequest RequestOf(EpochNumber epoch)
    {
        lock (_gate)
            return new CommitRequest(_session, _generation, epoch, [.. _rows.Select(row => row with { Epoch = epoch.Value })]);
    }
}
