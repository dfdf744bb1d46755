using Microsoft.Extensions.Logging;
using StreamFlow.Checkpoints;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Engine.Faults;
using StreamFlow.Engine.Sinks;
using StreamFlow.Engine.Tasks;
using StreamFlow.Operators.Lowering;
using StreamFlow.Plan;

namespace StreamFlow.Engine.Recovery;

/// <summary>
/// Does the reading and writing around the decision how to start: takes a generation, fences the sinks and asks what they hold, reads the log and the checkpoints,
/// lets <see cref="RecoveryDecision"/> decide, and loads what it says. Replaying is <see cref="EpochReplay"/>'s.
/// </summary>
internal sealed class QueryRecovery(LogicalPlan plan, EngineOptions options, CheckpointStore store, OpenSinks sinks, PlanLowering lowering, FaultPoints faults, ILogger log)
{
    public async Task<RecoveryOutcome> DecideAsync(CancellationToken cancellation)
    {
        var storage = options.Storage;
        var scan = EpochLogScan.Read(storage);
        var checkpoints = store.Inspect(scan.Facts?.LastEpoch ?? EpochNumber.None, scan.Facts);
        var fenced = await Task.WhenAll(sinks.Groups.Select(group => group.Committer.GetLastGenerationAsync(cancellation))).ConfigureAwait(false);
        var generation = Generations.Take(storage, LastGeneration(scan, checkpoints, fenced));
        await faults.PassAsync(CrashPoint.GenerationTaken).ConfigureAwait(false);
        await sinks.ForEachAsync(group => group.OpenAsync(generation, cancellation)).ConfigureAwait(false);
        await faults.PassAsync(CrashPoint.SinksFenced).ConfigureAwait(false);
        SayWhereOnlyAtLeastOnce();

        var decision = RecoveryDecision.Decide(new RecoveryFacts
        {
            Job = plan.Job,
            PlanHash = plan.Hash,
            WhyNotReplayable = plan.WhyNotReplayable,
            Operators = lowering.StatefulOperators(),
            Log = scan.Facts,
            Checkpoints = InspectFor(scan, checkpoints),
            Groups = [.. sinks.Groups.Select(group => new CommitGroupFacts(group.Name, group.Sinks, group.Marker))],
            Options = options.ForRecovery(),
        });
        switch (decision)
        {
            case Refusal refusal:
                throw refusal.ToFault().At(storage.Location);
            case FreshStart fresh:
                await SetMarkersAsync(fresh.MarkersToSet, cancellation).ConfigureAwait(false);
                return new RecoveryOutcome(generation, scan, null, null);
            case Resumption resumption:
                if (resumption.CutTornTail)
                    scan = scan.CutTornTail(storage);
                await SetMarkersAsync(resumption.MarkersToSet, cancellation).ConfigureAwait(false);
                foreach (var warning in resumption.Warnings)
                    Log.RecoveryWarning(log, plan.Job, warning);
                return new RecoveryOutcome(generation, scan, resumption, resumption.Checkpoint?.Manifest);
            default:
                throw StreamFaultException.Internal($"no way to start by {decision.GetType().Name}");
        }
    }

    /// <summary>Loads the checkpoint's pages into the operators that kept their state, and its clocks into the lanes to come.</summary>
    public void Load(RecoveryOutcome outcome, QueryLanes lanes)
    {
        if (outcome.Manifest is not { } manifest)
            return;
        var kept = outcome.Resumption!.Operators.Where(change => change.Fate == OperatorFate.Kept).Select(change => change.Operator).ToHashSet(StringComparer.Ordinal);
        var merges = lowering.Merges.Where(merge => kept.Contains(merge.Name)).ToDictionary(merge => merge.Name, StringComparer.Ordinal);
        foreach (var change in outcome.Resumption.Operators.Where(change => change.Fate != OperatorFate.Kept))
            Log.StateChanged(log, plan.Job, change.Operator, change.Fate);
        foreach (var page in manifest.Pages)
        {
            try
            {
                if (page.Operator == LaneClockPage.Operator)
                    lanes.Restore(store.ReadPage(page));
                else if (merges.TryGetValue(page.Operator, out var merge))
                    merge.Restore(page.Lane, page.PageId, store.ReadPage(page));
            }
            catch (StreamFaultException fault)
            {
                throw fault.At(store.PlaceOf(page));
            }
        }
    }

    /// <summary>Pages are checked down to the checkpoint that the slowest sink needs.</summary>
    private IReadOnlyList<CheckpointFacts> InspectFor(EpochLogScan scan, IReadOnlyList<CheckpointFacts> checkpoints)
    {
        var last = scan.Facts?.LastEpoch ?? EpochNumber.None;
        var slowest = sinks.Groups.Select(group => group.Marker.Epoch).OfType<EpochNumber>().DefaultIfEmpty(last).Min();
        return slowest < last && plan.WhyNotReplayable is null ? store.Inspect(slowest, scan.Facts) : checkpoints;
    }

    private static Generation LastGeneration(EpochLogScan scan, IReadOnlyList<CheckpointFacts> checkpoints, IReadOnlyList<Generation> fenced) => new(
        checkpoints.Select(checkpoint => checkpoint.Generation.Value)
            .Concat(fenced.Select(generation => generation.Value))
            .Append(scan.Last?.Generation.Value ?? 0)
            .Max());

    private Task SetMarkersAsync(IReadOnlyList<MarkerToSet> markers, CancellationToken cancellation) =>
        Task.WhenAll(markers.Select(marker => sinks.Groups.Single(group => group.Name == marker.Group).Committer.SetMarkerAsync(marker.Epoch, cancellation)));

    private void SayWhereOnlyAtLeastOnce()
    {
        if (options.Guarantee == ProcessingGuarantee.AtLeastOnce)
            return;
        foreach (var group in sinks.Groups)
        {
            if (group.Committer.WhyOnlyAtLeastOnce is { } why)
                Log.OnlyAtLeastOnce(log, plan.Job, string.Join(", ", group.Sinks), why);
        }
    }
}
