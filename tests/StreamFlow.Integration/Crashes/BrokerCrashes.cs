namespace StreamFlow.Integration.Crashes;

/// <summary>One of three brokers fails while the job runs. The job goes on, or ends with an error and goes on when it is started again.</summary>
internal static class BrokerCrashes
{
    public static Task AnyAsync(CrashRun run) => RunAsync(run, () => CrashAsync(run, run.Chance.Next(1, run.Kafka.Count + 1)));

    public static Task LeaderAsync(CrashRun run) => RunAsync(run, async () =>
    {
        var partition = run.Chance.Next(2);
        if (run.Chance.Next(2) == 0)
        {
            await CrashAsync(run, run.Kafka.LeaderOf(run.Job.Topic, partition));
        }
        else
        {
            await run.Kafka.MoveLeaderAsync(run.Job.Topic, partition);
            run.Faults++;
        }
    });

    public static Task CoordinatorAsync(CrashRun run) => RunAsync(run, () => CrashAsync(run, run.Chance.Next(2) == 0
        ? run.Kafka.TransactionCoordinatorOf($"{run.Application}.{run.Job.Name}.kafka.default")
        : run.Kafka.GroupCoordinatorOf($"{run.Application}.{run.Job.Name}.{run.Job.Topic}.epochs")));

    private static async Task RunAsync(CrashRun run, Func<Task> fault)
    {
        await run.Kafka.MendAsync();
        var job = run.StartJob();
        await job.ErrorLinesAsync("epoch ", 1);
        await run.WaitAsync(0, 1_000);
        await fault();
        if (await job.ExitCodeAsync() != 0)
            await run.FinishAsync(mayFail: true);
    }

    private static async Task CrashAsync(CrashRun run, int node)
    {
        await run.Kafka.KillAsync(node);
        run.Faults++;
        await run.WaitAsync(0, 3_000);
        await run.Kafka.StartAgainAsync(node);
    }
}
