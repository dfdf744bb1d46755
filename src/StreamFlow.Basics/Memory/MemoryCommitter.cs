using StreamFlow.Connectors;

namespace StreamFlow.Basics.Memory;

internal sealed class MemoryCommitter<T>(MemoryRows<T> rows) : SinkCommitter
    where T : class
{
    private readonly Lock _gate = new();
    private readonly List<T> _written = [];
    private Generation _generation;

    public void Write(IEnumerable<T> written)
    {
        lock (_gate)
            _written.AddRange(written);
    }

    public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
    {
        _generation = generation;
        return Task.FromResult(rows.Open(generation));
    }

    public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        rows.SetMarker(_generation, epoch);
        return Task.CompletedTask;
    }

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation) => AbortAsync(cancellation);

    public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation) => Task.CompletedTask;

    public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            rows.Commit(_generation, epoch, _written);
            _written.Clear();
        }

        return Task.CompletedTask;
    }

    public override Task AbortAsync(CancellationToken cancellation)
    {
        lock (_gate)
            _written.Clear();
        return Task.CompletedTask;
    }
}
