using StreamFlow.Integration.Crashes.Proxies;

namespace StreamFlow.Integration.Crashes;

/// <summary>
/// Commits of which the job does not hear what became: most are done, some are not. A Kafka client asks again by itself where a connection breaks; it is in doubt only when no
/// reply comes for as long as it waits. The job must find out by itself, without a restart.
/// </summary>
internal static class LostReplies
{
    // A client gives a reply up after so long, and asks again.
    private const int ReplyTimeoutMs = 1_000;

    // Longer than a transaction lives, and so than its commit is tried.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(CrashRun.TransactionTimeoutMs + 1_500);

    public static Task OfKafkaAsync(CrashRun run)
    {
        run.Variables.Add(("StreamFlow__Kafka__socket.timeout.ms", $"{ReplyTimeoutMs}"));
        return RunAsync(run, run.Kafka.Proxy!, silentFrom: run.Chance.Next(1, 12));
    }

    public static Task OfPostgresAsync(CrashRun run) => RunAsync(run, run.Bed.PostgresProxy!, silentFrom: int.MaxValue);

    /// <param name="run">The run.</param>
    /// <param name="proxy">Loses the replies.</param>
    /// <param name="silentFrom">The commit from which on none is replied to for a while.</param>
    private static async Task RunAsync(CrashRun run, CommitProxy proxy, int silentFrom)
    {
        var lostBefore = proxy.Lost;
        var commits = 0;
        var silentSince = 0L;
        proxy.Fate = () =>
        {
            if (++commits == silentFrom)
                silentSince = TimeProvider.System.GetTimestamp();
            if (commits >= silentFrom && TimeProvider.System.GetElapsedTime(silentSince) < Silence)
                return LostReply.ReplyInSilence;
            return run.Chance.Next(20) switch
            {
                0 => LostReply.Request,
                < 3 => LostReply.Reply,
                _ => LostReply.None,
            };
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
