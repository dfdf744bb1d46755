namespace StreamFlow.App;

/// <summary>One run of a job from the command line, from start to exit code.</summary>
internal static class AppRun
{
    public static async Task<int> RunAsync(Type job, RunArguments arguments, CancellationToken cancellation)
    {
        using var setup = AppSetup.Load(job, arguments);
        using var signals = new StopSignals();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stop, cancellation);
        var query = StreamingQuery.Create(setup.CreateJob(job), setup.Options);
        await using (query.ConfigureAwait(false))
        {
            using var display = ProgressDisplay.For(arguments, setup.Name);
            var progress = display.FollowAsync(query);
            try
            {
                await query.StartAsync(stop.Token).ConfigureAwait(false);
                await EndAsync(query, arguments.For, setup.Options.Time, stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Stopped while it was still starting: nothing was begun.
                return ExitCode.Done;
            }

            await progress.ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    /// <summary>Waits until the query ends, or ends it when its time is over or somebody says so.</summary>
    private static async Task EndAsync(StreamingQuery query, TimeSpan? after, TimeProvider time, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var timeOut = Task.Delay(after ?? Timeout.InfiniteTimeSpan, time, waiting.Token);
        if (await Task.WhenAny(query.Completion, timeOut).ConfigureAwait(false) == timeOut)
            await query.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        await query.Completion.ConfigureAwait(false);
    }
}
