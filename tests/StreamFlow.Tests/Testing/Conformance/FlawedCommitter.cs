using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

internal sealed class FlawedCommitter(FlawedSink sink) : SinkCommitter
{
    private readonly Lock _gate = new();
    private readonly List<ConformanceRow> _written = [];
    private readonly List<ColumnBatch> _batches = [];
    private EpochNumber? _late;
    private long _generation;
    private bool _isBegun;

    public int Writers { get; set; }

    /// <summary>Whether the next commit's reply is lost: with the commit (false), or on its way back (true).</summary>
    public bool? LostReply { get; set; }

    public void Write(ColumnBatch rows, int ordinal)
    {
        lock (_gate)
        {
            if (Has(SinkFlaw.HearsOneWriter) && ordinal > 0)
                return;
            if (Has(SinkFlaw.ReadsTheBatchWhenItStages))
                _batches.Add(rows);
            else
                Take(rows);
        }
    }

    /// <summary>The connection breaks.</summary>
    public void Interrupt()
    {
        if (Has(SinkFlaw.LosesRowsWithTheConnection))
            _written.Clear();
    }

    public override Task<Generation> GetLastGenerationAsync(CancellationToken cancellation) =>
        Task.FromResult(new Generation(Has(SinkFlaw.TellsTheFirstGeneration) ? Math.Min(1, sink.Generation) : sink.Generation));

    public override Task<SinkMarker> OpenAsync(Generation generation, CancellationToken cancellation)
    {
        _generation = generation.Value;
        Fence();
        sink.Generation = _generation;
        var marker = sink.Marker ?? (Has(SinkFlaw.GivesAMarkerFromTheStart) ? EpochNumber.None : (EpochNumber?)null);
        return Task.FromResult(marker is { } epoch ? SinkMarker.At(epoch) : SinkMarker.None);
    }

    public override Task SetMarkerAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Fence();
        if (!Has(SinkFlaw.ForgetsSetMarker))
            sink.Marker = epoch;
        return Task.CompletedTask;
    }

    public override Task BeginAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        _isBegun = true;
        if (_late is { } late)
            sink.Marker = late;
        if (!Has(SinkFlaw.KeepsRowsThatWereAborted))
            _written.Clear();
        return Task.CompletedTask;
    }

    public override Task StageAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        foreach (var batch in _batches)
            Take(batch);
        _batches.Clear();
        if (Has(SinkFlaw.MarksWhenItStages))
            sink.Marker = epoch;
        return Task.CompletedTask;
    }

    public override Task CommitAsync(EpochNumber epoch, CancellationToken cancellation)
    {
        Fence();
        var lost = LostReply;
        LostReply = null;
        if (lost != false)
            Commit(epoch);
        if (lost == true && Has(SinkFlaw.CommitsAgainAfterALostReply))
            sink.Rows.AddRange(_written);
        else if (lost == false && !Has(SinkFlaw.TakesALostReplyForSuccess))
            Commit(epoch);
        _isBegun = false;
        if (!Has(SinkFlaw.CommitsItsRowsTwice))
            _written.Clear();
        return Task.CompletedTask;
    }

    public override Task AbortAsync(CancellationToken cancellation)
    {
        if (Has(SinkFlaw.FailsToAbortNothing) && !_isBegun)
            throw StreamFaultException.Internal("there is nothing to abort");
        _isBegun = false;
        if (Has(SinkFlaw.CommitsWhenItIsAborted))
            sink.Rows.AddRange(_written);
        if (!Has(SinkFlaw.KeepsRowsThatWereAborted))
            _written.Clear();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        if (Has(SinkFlaw.CommitsWhenItIsClosed))
            sink.Rows.AddRange(_written);
        _written.Clear();
        return base.DisposeAsync();
    }

    private bool Has(SinkFlaw flaw) => sink.Flaw == flaw;

    private void Fence()
    {
        if (_generation < sink.Generation && !Has(SinkFlaw.FencesNobody))
            throw StreamFaultException.User($"generation {_generation} was fenced by {sink.Generation}");
    }

    private void Commit(EpochNumber epoch)
    {
        var isHeld = sink.Marker is { } marker && epoch <= marker;
        if (isHeld && !Has(SinkFlaw.CommitsAHeldEpochAgain) && !Has(SinkFlaw.CommitsItsRowsTwice) && !Has(SinkFlaw.MarksWhenItStages))
            return;
        var most = Has(SinkFlaw.EndsAfterTenThousandRows) ? 10_000 : Has(SinkFlaw.LosesTheLastRow) ? Math.Max(0, _written.Count - 1) : _written.Count;
        if (!Has(SinkFlaw.ShowsRowsWhenTheyAreWritten) && !(Has(SinkFlaw.EndsAfterThirtyEpochs) && ++sink.Epochs > 30))
            sink.Rows.AddRange(_written.Take(most));
        if (Has(SinkFlaw.MarksWhenTheNextEpochBegins))
            _late = epoch;
        else if (!Has(SinkFlaw.TakesNoMarkerForAnEmptyEpoch) || _written.Count > 0)
            sink.Marker = isHeld ? sink.Marker : epoch;
    }

    private void Take(ColumnBatch batch)
    {
        for (var i = 0; i < batch.RowCount; i++)
        {
            var row = RowReader.For<ConformanceRow>().Read(batch, i);
            row = sink.Flaw switch
            {
                SinkFlaw.TakesNullForEmpty => row with { MaybeText = row.MaybeText ?? "" },
                SinkFlaw.TrimsText => row with { Text = row.Text.Trim() },
                SinkFlaw.HoldsPricesAsDoubles => row with { Price = (decimal)Math.Clamp((double)row.Price, -1e27, 1e27) },
                _ => row,
            };
            _written.Add(row);
            if (Has(SinkFlaw.ShowsRowsWhenTheyAreWritten))
                sink.Rows.Add(row);
        }
    }
}
