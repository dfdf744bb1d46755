using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>One start of a job as its sinks see it: a committer, writers, and the calls on them with their names for messages.</summary>
internal sealed class SinkStart(SinkConformance kit, IReadOnlyList<SinkTarget> targets, Generation generation)
{
    private readonly List<(SinkTarget Target, SinkWriter Writer, SinkColumns Columns)> _writers = [];
    private readonly SinkCommitter _committer = targets[0].Spec.OpenCommitter(kit.CreateContext(targets[0].Job, targets[0].Spec.Name));
    private bool _isClosed;

    public Generation Generation => generation;

    public SinkCommitter Committer => _committer;

    public SinkMarker Marker { get; private set; }

    public Task<Generation> GetLastGenerationAsync() => Calls.MustAsync("GetLastGeneration", kit.Patience, _committer.GetLastGenerationAsync);

    /// <summary>Opens the committer, which fences every older start, and some writers for each target.</summary>
    public async Task OpenAsync(int writers)
    {
        await GetLastGenerationAsync().ConfigureAwait(false);
        Marker = await Calls.MustAsync($"{this}: Open", kit.Patience, cancellation => _committer.OpenAsync(generation, cancellation)).ConfigureAwait(false);
        if (_committer.WhyOnlyAtLeastOnce is { } why)
            throw new CheckFailure($"the sink says that it cannot keep exactly once ({why}); these checks are for sinks that can");
        CheckFailure.Require(Marker.IsTracked, "the sink keeps no marker; these checks are for sinks that are exactly once");
        foreach (var target in targets)
        {
            for (var i = 0; i < writers; i++)
            {
                var columns = new SinkColumns(target.Spec, kit.ColumnsNotHeld);
                target.Spec.Check(columns.Schema);
                _writers.Add((target, target.Spec.OpenWriter(_committer, columns.Schema), columns));
            }
        }
    }

    public void RequireMarker(SinkMarker expected, string when) =>
        CheckFailure.Require(Marker == expected, $"{when}: opening the sink gives the marker '{Marker}'; it must be '{expected}'");

    public Task SetMarkerAsync(EpochNumber epoch) => Calls.MustAsync($"{this}: SetMarker({epoch})", kit.Patience, cancellation => _committer.SetMarkerAsync(epoch, cancellation));

    public Task BeginAsync(EpochNumber epoch) => MustAsync(SinkStep.Begin(epoch));

    public Task StageAsync(EpochNumber epoch) => MustAsync(SinkStep.Stage(epoch));

    public Task CommitAsync(EpochNumber epoch) => MustAsync(SinkStep.Commit(epoch));

    public Task AbortAsync() => Calls.MustAsync($"{this}: Abort", kit.Patience, _committer.AbortAsync);

    public Task WriteAsync(EpochNumber epoch, IReadOnlyList<ConformanceRow> rows, int writer = 0) => MustAsync(SinkStep.Write(epoch, rows, writer));

    /// <summary>A whole epoch on the first target, from begin to commit.</summary>
    public async Task RunEpochAsync(EpochNumber epoch, IReadOnlyList<ConformanceRow> rows)
    {
        foreach (var step in SinkStep.All(epoch, rows))
            await MustAsync(step).ConfigureAwait(false);
        targets[0].MustHold(epoch, rows);
    }

    public Task MustAsync(SinkStep step) => Calls.MustAsync($"{this}: {step.Name}", kit.Patience, cancellation => step.Run(this, cancellation));

    public Task<StreamFaultException?> TryAsync(SinkStep step) => Calls.TryAsync($"{this}: {step.Name}", kit.Patience, cancellation => step.Run(this, cancellation));

    /// <summary>What the engine does after a failed step: takes back, and closes, whatever becomes of that.</summary>
    public async Task EndAfterFaultAsync()
    {
        await Calls.TryAsync($"{this}: Abort after a fault", kit.Patience, _committer.AbortAsync).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Writes at once; the batch's memory is spoilt when the writer has returned.</summary>
    internal void Write(IReadOnlyList<ConformanceRow> rows, int writer)
    {
        var (_, sink, columns) = _writers[writer];
        sink.Write(columns.Of(rows));
        columns.Poison();
    }

    public Task DisposeAsync() => Calls.TryAsync($"{this}: Dispose", kit.Patience, async _ =>
    {
        _isClosed = true;
        foreach (var (_, writer, _) in _writers)
            writer.Dispose();
        await _committer.DisposeAsync().ConfigureAwait(false);
    });

    public async Task CloseQuietlyAsync()
    {
        if (_isClosed)
            return;
        try
        {
            await DisposeAsync().ConfigureAwait(false);
        }
        catch (CheckFailure)
        {
            // The check is over, and what it found is the answer.
        }
    }

    public override string ToString() => $"generation {generation}";
}
