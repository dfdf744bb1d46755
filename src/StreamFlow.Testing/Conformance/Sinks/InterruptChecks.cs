namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>The connection breaks between two calls: the sink gets over it, or the start fails and the next one recovers.</summary>
internal static class InterruptChecks
{
    public static async Task A_broken_connection_costs_no_row(SinkBench bench)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        for (var done = 0; done <= 5; done++)
        {
            var epoch = target.Held.Next;
            var rows = target.NewRows(epoch, 4, start.Generation.Value);
            var steps = SinkStep.All(epoch, rows);
            foreach (var step in steps.Take(done))
                await start.MustAsync(step).ConfigureAwait(false);
            await bench.Kit.InterruptAsync(start.Committer).ConfigureAwait(false);

            var reached = done;
            while (reached < steps.Count && await start.TryAsync(steps[reached]).ConfigureAwait(false) is null)
                reached++;
            var where = $"after the connection broke behind {(done == 0 ? "Open" : steps[done - 1].Name)}";
            if (reached < steps.Count)
                start = await RecoverAsync(bench, target, start, steps, reached, rows, where).ConfigureAwait(false);
            else
                target.MustHold(epoch, rows);
            await target.RequireRowsAsync(where).ConfigureAwait(false);
            await start.RunEpochAsync(target.Held.Next, target.NewRows(target.Held.Next, 2)).ConfigureAwait(false);
        }

        await bench.ReopenAsync(target, "after broken connections").ConfigureAwait(false);
    }

    private static async Task<SinkStart> RecoverAsync(
        SinkBench bench, SinkTarget target, SinkStart failed, IReadOnlyList<SinkStep> steps, int reached, IReadOnlyList<ConformanceRow> rows, string where)
    {
        await failed.EndAfterFaultAsync().ConfigureAwait(false);
        var epoch = target.Held.Next;
        var next = await bench.OpenAsync(target).ConfigureAwait(false);

        // Only a commit that failed may have happened all the same.
        if (steps[reached].Kind == SinkStepKind.Commit && next.Marker == SinkMarker.At(epoch))
            target.MustHold(epoch, rows);
        next.RequireMarker(SinkMarker.At(target.Held), where);
        await target.RequireRowsAsync($"{where}, by the marker '{next.Marker}'").ConfigureAwait(false);
        if (target.Held < epoch)
            await next.RunEpochAsync(epoch, rows).ConfigureAwait(false);
        return next;
    }
}
