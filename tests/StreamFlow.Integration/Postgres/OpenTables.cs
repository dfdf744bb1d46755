using StreamFlow.Connectors;
using StreamFlow.Postgres.Writing;

namespace StreamFlow.Integration.Postgres;

/// <summary>A committer with its writers, and an epoch's steps.</summary>
internal sealed class OpenTables(PostgresCommitter committer) : IAsyncDisposable
{
    public PostgresCommitter Committer => committer;

    public List<SinkWriter> Writers { get; } = [];

    public SinkMarker Marker { get; set; }

    /// <summary>Begins an epoch and writes its rows, in batches of three, by the first writer.</summary>
    public async Task WriteAsync<T>(long epoch, params T[] rows)
        where T : class
    {
        await committer.BeginAsync(new EpochNumber(epoch), default);
        Write(0, rows);
    }

    public void Write<T>(int writer, params T[] rows)
        where T : class
    {
        foreach (var batch in rows.Chunk(3))
            Writers[writer].Write(PostgresTestBed.Rows(batch));
    }

    public Task StageAsync(long epoch) => committer.StageAsync(new EpochNumber(epoch), default);

    public Task CommitAsync(long epoch) => committer.CommitAsync(new EpochNumber(epoch), default);

    public async Task WholeAsync<T>(long epoch, params T[] rows)
        where T : class
    {
        await WriteAsync(epoch, rows);
        await StageAsync(epoch);
        await CommitAsync(epoch);
    }

    public ValueTask DisposeAsync() => committer.DisposeAsync();
}
