using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Engine.Faults;
using StreamFlow.Engine.Tasks;
using StreamFlow.Operators.Lowering;
using StreamFlow.Plan;
using StreamFlow.State;

namespace StreamFlow.Engine.Recovery;

/// <summary>
/// Writes checkpoints: the changed pages are copied between two epochs, then written in the background while the next epochs run. One at a time.
/// </summary>
internal sealed class CheckpointWriter(CheckpointStore store, LogicalPlan plan, Generation generation, PlanLowering lowering, QueryLanes lanes, CheckpointManifest? recovered, FaultPoints faults)
{
    // Of the last checkpoint's pages only: pages come and go with their windows.
    private Dictionary<(string Operator, string Lane, string PageId), long> _versions =
        recovered?.Pages.ToDictionary(page => (page.Operator, page.Lane, page.PageId), page => page.Version) ?? [];

    private EpochNumber _heldByAllSinks = recovered?.HeldByAllSinks ?? EpochNumber.None;

    private Task<CheckpointManifest?> _writing = Task.FromResult(recovered);

    /// <summary>The epoch of the last checkpoint begun; <see cref="EpochNumber.None"/> before the first.</summary>
    public EpochNumber LastEpoch { get; private set; } = recovered?.Epoch ?? EpochNumber.None;

    /// <summary>Whether the last one is still being written.</summary>
    public bool IsBusy => !_writing.IsCompleted;

    /// <summary>Begins a checkpoint behind an epoch that all sinks hold; waits for the one before.</summary>
    public async Task BeginAsync(EpochNumber epoch)
    {
        if (epoch == LastEpoch && epoch == _heldByAllSinks)
            return;
        var previous = await _writing.ConfigureAwait(false);
        var contents = Freeze(epoch, heldByAllSinks: epoch, []);
        _writing = faults.InBackground(() => Write(contents, previous));
    }

    /// <summary>Writes the checkpoint of an epoch that no sink holds yet, with the epoch's output rows, and returns when it is durable: for a job that cannot be replayed.</summary>
    public async Task StoreAsync(EpochNumber epoch, IReadOnlyList<StatePage> output)
    {
        var previous = await _writing.ConfigureAwait(false);
        var contents = Freeze(epoch, heldByAllSinks: new EpochNumber(epoch.Value - 1), output);
        _writing = faults.InBackground(() => Write(contents, previous));
        await _writing.ConfigureAwait(false);
    }

    /// <summary>Waits for the checkpoint in work.</summary>
    /// <exception cref="StreamFaultException">It could not be written.</exception>
    public Task FinishAsync() => _writing;

    private CheckpointManifest? Write(CheckpointContents contents, CheckpointManifest? previous)
    {
        faults.Pass(CrashPoint.CheckpointBegun, contents.Epoch);
        var manifest = store.Write(contents, previous, () => faults.Pass(CrashPoint.CheckpointPagesWritten, contents.Epoch));
        faults.Pass(CrashPoint.CheckpointWritten, contents.Epoch);
        return manifest;
    }

    private CheckpointContents Freeze(EpochNumber epoch, EpochNumber heldByAllSinks, IReadOnlyList<StatePage> output)
    {
        (LastEpoch, _heldByAllSinks) = (epoch, heldByAllSinks);
        var pages = new List<StatePage>(output);
        foreach (var merge in lowering.Merges)
            merge.Snapshot(pages);
        pages.Add(new StatePage(LaneClockPage.Operator, "", LaneClockPage.PageId, lanes.Snapshot()));
        var written = pages.ConvertAll(page => Versioned(page, epoch));
        _versions = written.ToDictionary(page => (page.Operator, page.Lane, page.PageId), page => page.Version);
        return new CheckpointContents
        {
            Epoch = epoch,
            Generation = generation,
            HeldByAllSinks = heldByAllSinks,
            PlanHash = plan.Hash,
            Plan = plan.Text,
            Operators = lowering.StatefulOperators(),
            Positions = [.. lanes.All.Select(lane => new SourcePosition(lane.Partition, lane.Position))],
            Pages = written,
        };
    }

    /// <summary>A page's version is the epoch of the checkpoint that wrote its bytes.</summary>
    private PageToWrite Versioned(StatePage page, EpochNumber epoch) => new(
        page.Operator, page.Lane, page.PageId, page.Bytes is null ? _versions[(page.Operator, page.Lane, page.PageId)] : epoch.Value, page.Bytes);
}
