using StreamFlow.Integration.Crashes.Proxies;

namespace StreamFlow.Integration.Crashes;

/// <summary>The job's process dies while one of its commits is on its way to a server: behind the epoch's record, and with several sinks between two of them.</summary>
internal static class CommitKills
{
    private const int KillsMax = 3;
    private const int CommitsMax = 25;

    public static async Task RunAsync(CrashRun run)
    {
        for (var kills = run.Chance.Next(1, KillsMax + 1); kills > 0; kills--)
        {
            CommitProxy proxy = run.Job.HasTable && run.Chance.Next(2) == 0 ? run.Bed.PostgresProxy! : run.Kafka.Proxy!;
            var commits = run.Chance.Next(1, CommitsMax + 1);

            // The server does not get it; it does, and nobody hears of that; or the death is a little later.
            var fate = ((LostReply[])[LostReply.Request, LostReply.Reply, LostReply.None])[run.Chance.Next(3)];
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var job = run.StartJob();
            proxy.Fate = () =>
            {
                if (--commits != 0)
                    return LostReply.None;
                job.Kill();
                reached.SetResult();
                return fate;
            };
            await Task.WhenAny(reached.Task, job.ExitCodeAsync());
            proxy.Fate = () => LostReply.None;
            if (!await Kills.KillAsync(run, job))
                break;
        }

        await run.FinishAsync();
    }
}
