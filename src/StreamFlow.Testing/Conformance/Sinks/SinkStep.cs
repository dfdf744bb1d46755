namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>One call of an epoch, with its name for messages.</summary>
internal sealed record SinkStep(string Name, EpochNumber Epoch, SinkStepKind Kind, Func<SinkStart, CancellationToken, Task> Run)
{
    public static SinkStep Begin(EpochNumber epoch) => new($"Begin({epoch})", epoch, SinkStepKind.Begin, (start, cancellation) => start.Committer.BeginAsync(epoch, cancellation));

    public static SinkStep Write(EpochNumber epoch, IReadOnlyList<ConformanceRow> rows, int writer = 0) => new(
        $"Write of {rows.Count} rows for epoch {epoch}", epoch, SinkStepKind.Write, (start, _) =>
        {
            start.Write(rows, writer);
            return Task.CompletedTask;
        });

    public static SinkStep Stage(EpochNumber epoch) => new($"Stage({epoch})", epoch, SinkStepKind.Stage, (start, cancellation) => start.Committer.StageAsync(epoch, cancellation));

    public static SinkStep Commit(EpochNumber epoch) => new($"Commit({epoch})", epoch, SinkStepKind.Commit, (start, cancellation) => start.Committer.CommitAsync(epoch, cancellation));

    /// <summary>The calls of a whole epoch; its rows come in two batches.</summary>
    public static IReadOnlyList<SinkStep> All(EpochNumber epoch, IReadOnlyList<ConformanceRow> rows) =>
        [Begin(epoch), Write(epoch, [.. rows.Take(rows.Count / 2)]), Write(epoch, [.. rows.Skip(rows.Count / 2)]), Stage(epoch), Commit(epoch)];
}
