using StreamFlow.Connectors;

namespace StreamFlow.Testing.Sinks;

internal sealed class TestCommitter(TestSinkStore store) : SinkCommitter
{
    private readonly Lock _gate = new();
    private readonly List<object> _written = [];
    private Generation _generation;

    public void Write(IReadOnlyList<object> rows)
    {
        lock (_gate)
            _written.AddRange(rows);
    }

    public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
    {
        _generation = generation;
        return Task.FromResult(store.Open(generation));
    }

    public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        store.SetMarker(_generation, epoch);
        return Task.CompletedTask;
    }

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation) => AbortAsync(cancellation);

    public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation) => Task.CompletedTask;

    public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            store.Commit(_generation, epoch, _written);
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
