using StreamFlow.Integration.Crashes.Proxies;

namespace StreamFlow.Integration.Crashes;

/// <summary>Commits of which the job does not hear what became: most are done, some are not. It must find out by itself, without a restart.</summary>
internal static class LostReplies
{
    // A client that waits for a reply in silence waits this long.
    private const int SilenceMs = 1_000;

    public static Task OfKafkaAsync(CrashRun run)
    {
        run.Variables.Add(("StreamFlow__Kafka__socket.timeout.ms", $"{SilenceMs}"));
        return RunAsync(run, run.Kafka.Proxy!, silences: 1);
    }

    public static Task OfPostgresAsync(CrashRun run) => RunAsync(run, run.Bed.PostgresProxy!, silences: 0);

    private static async Task RunAsync(CrashRun run, CommitProxy proxy, int silences)
    {
        var lostBefore = proxy.Lost;
        proxy.Fate = () => run.Chance.Next(20) switch
        {
            0 => LostReply.Request,
            < 4 => LostReply.Reply,
            4 when silences-- > 0 => LostReply.ReplyInSilence,
            _ => LostReply.None,
        };
        try
        {
            // Killed on top of it: what has been resolved must be in the log and in the sinks.
            if (run.Chance.Next(2) == 0)
            {
                var job = run.StartJob();
                await run.WaitAsync(400, 1_500);
                await Kills.KillAsync(run, job);
            }

            await run.FinishAsync();
        }
        finally
        {
            proxy.Fate = () => LostReply.None;
            run.Faults += proxy.Lost - lostBefore;
        }
    }
}
