namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>Sinks that share a commit group have one transaction and one marker.</summary>
internal static class GroupChecks
{
    private static readonly EpochNumber One = new(1);

    public static async Task Sinks_of_a_group_commit_together(SinkBench bench)
    {
        var (targets, start) = await OpenPairAsync(bench).ConfigureAwait(false);
        for (var epoch = One; epoch.Value <= 3; epoch = epoch.Next)
        {
            var rows = targets.Select((target, index) => target.NewRows(epoch, 3 + index)).ToList();
            await start.BeginAsync(epoch).ConfigureAwait(false);
            await start.WriteAsync(epoch, rows[0], 0).ConfigureAwait(false);
            await start.WriteAsync(epoch, rows[1], 1).ConfigureAwait(false);
            await start.StageAsync(epoch).ConfigureAwait(false);
            await RequireAsync(targets, $"after Stage({epoch})").ConfigureAwait(false);
            await start.CommitAsync(epoch).ConfigureAwait(false);
            targets[0].MustHold(epoch, rows[0]);
            targets[1].MustHold(epoch, rows[1]);
            await RequireAsync(targets, $"after Commit({epoch})").ConfigureAwait(false);
        }

        var again = await bench.OpenAsync(targets, targets[0].NextGeneration()).ConfigureAwait(false);
        again.RequireMarker(SinkMarker.At(targets[0].Held), "after three epochs of two sinks");
    }

    public static async Task A_crash_takes_back_all_sinks_of_a_group(SinkBench bench)
    {
        var (targets, start) = await OpenPairAsync(bench).ConfigureAwait(false);
        await start.BeginAsync(One).ConfigureAwait(false);
        await start.WriteAsync(One, targets[0].NewRows(One, 3), 0).ConfigureAwait(false);
        await start.WriteAsync(One, targets[1].NewRows(One, 3), 1).ConfigureAwait(false);
        await start.StageAsync(One).ConfigureAwait(false);
        var again = await bench.OpenAsync(targets, targets[0].NextGeneration()).ConfigureAwait(false);
        again.RequireMarker(SinkMarker.At(EpochNumber.None), "after a start that was left behind Stage(1)");
        await RequireAsync(targets, "after a start that was left behind Stage(1)").ConfigureAwait(false);
    }

    private static async Task<(IReadOnlyList<SinkTarget> Targets, SinkStart Start)> OpenPairAsync(SinkBench bench)
    {
        var targets = bench.NewTargets(2);
        CheckFailure.Require(
            targets[0].Spec.CommitGroup == targets[1].Spec.CommitGroup,
            $"two sinks are of the commit groups '{targets[0].Spec.CommitGroup}' and '{targets[1].Spec.CommitGroup}': this check is for sinks that share one");
        var start = await bench.OpenAsync(targets, targets[0].NextGeneration()).ConfigureAwait(false);
        await start.SetMarkerAsync(EpochNumber.None).ConfigureAwait(false);
        return (targets, start);
    }

    private static async Task RequireAsync(IReadOnlyList<SinkTarget> targets, string when)
    {
        foreach (var target in targets)
            await target.RequireRowsAsync($"sink {target.Spec.Name}, {when}").ConfigureAwait(false);
    }
}
