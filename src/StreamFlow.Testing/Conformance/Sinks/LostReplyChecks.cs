namespace StreamFlow.Testing.Conformance.Sinks;

/// <summary>The reply to a commit gets lost: the sink finds out what happened, and each row is there once.</summary>
internal static class LostReplyChecks
{
    public static Task A_commit_whose_reply_was_lost_counts(SinkBench bench) => LoseAsync(bench, commitArrives: true);

    public static Task A_commit_that_was_lost_is_made_again(SinkBench bench) => LoseAsync(bench, commitArrives: false);

    private static async Task LoseAsync(SinkBench bench, bool commitArrives)
    {
        var target = bench.NewTarget();
        var start = await bench.OpenFirstAsync(target).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
        {
            var epoch = target.Held.Next;
            var rows = target.NewRows(epoch, 5);
            foreach (var step in SinkStep.All(epoch, rows))
            {
                if (step.Kind == SinkStepKind.Commit)
                    bench.Kit.LoseNextCommitReply(start.Committer, commitArrives);
                await start.MustAsync(step).ConfigureAwait(false);
            }

            target.MustHold(epoch, rows);
            await target.RequireRowsAsync($"after Commit({epoch}) {(commitArrives ? "arrived and its reply was lost" : "was lost")}").ConfigureAwait(false);
            await start.RunEpochAsync(epoch.Next, target.NewRows(epoch.Next, 2)).ConfigureAwait(false);
            await target.RequireRowsAsync("after the epoch that followed").ConfigureAwait(false);
        }

        await bench.ReopenAsync(target, "after lost replies").ConfigureAwait(false);
    }
}
