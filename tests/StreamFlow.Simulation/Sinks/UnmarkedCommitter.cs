using StreamFlow.Connectors;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Sinks;

/// <summary>At least once: rows are with the server as they are written.</summary>
internal sealed class UnmarkedCommitter(SinkServer server, Instance instance) : SinkCommitter, IRowBuffer
{
    public void Add(IReadOnlyList<StoredRow> rows)
    {
        instance.RequireAlive();
        server.Append(rows);
    }

    public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
    {
        instance.RequireAlive();
        return Task.FromResult(SinkMarker.NotTracked);
    }

    public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation) => throw new InvalidOperationException("a marker that is not tracked is never set");

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation) => Task.CompletedTask;

    public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation) => Task.CompletedTask;

    public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation) => Task.CompletedTask;

    public override Task AbortAsync(CancellationToken cancellation) => Task.CompletedTask;
}
