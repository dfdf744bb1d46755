using StreamFlow.Connectors;
using StreamFlow.Engine.Faults;

namespace StreamFlow.Engine.Sinks;

/// <summary>Sinks that commit together, and where they stand.</summary>
internal sealed class CommitGroup(string name, IReadOnlyList<string> sinks, SinkCommitter committer, FaultPoints faults) : IAsyncDisposable
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Sinks { get; } = sinks;

    public SinkCommitter Committer { get; } = committer;

    /// <summary>What the sinks hold, as they said when they were opened.</summary>
    public SinkMarker Marker { get; private set; }

    /// <summary>Whether rows go to the sinks now: between begin and stage, and not while an epoch is replayed that they hold.</summary>
    public bool TakesRows { get; private set; }

    public async Task OpenAsync(Generation generation, CancellationToken cancellation) =>
        Marker = await Committer.OpenAsync(generation, cancellation).ConfigureAwait(false);

    public async Task BeginAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        await Committer.BeginAsync(epoch, cancellation).ConfigureAwait(false);
        TakesRows = true;
    }

    public async Task StageAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        if (!TakesRows)
            return;
        await faults.PassAsync(CrashPoint.BeforeStage, epoch, Name).ConfigureAwait(false);
        await Committer.StageAsync(epoch, cancellation).ConfigureAwait(false);
        await faults.PassAsync(CrashPoint.AfterStage, epoch, Name).ConfigureAwait(false);
    }

    public async Task CommitAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        if (!TakesRows)
            return;
        TakesRows = false;
        await faults.PassAsync(CrashPoint.BeforeCommit, epoch, Name).ConfigureAwait(false);
        await Committer.CommitAsync(epoch, cancellation).ConfigureAwait(false);
        await faults.PassAsync(CrashPoint.AfterCommit, epoch, Name).ConfigureAwait(false);
    }

    public async Task AbortAsync(CancellationToken cancellation)
    {
        if (!TakesRows)
            return;
        TakesRows = false;
        await Committer.AbortAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>What the sinks hold back is to be seen: the query ends in good order.</summary>
    public Task FinishAsync(CancellationToken cancellation) => Committer.FinishAsync(cancellation);

    public ValueTask DisposeAsync() => Committer.DisposeAsync();
}
