namespace StreamFlow.Integration.Crashes;

/// <summary>The server dies while the job runs, and recovers from its log. The job goes on, or ends with an error and goes on when it is started again.</summary>
internal static class PostgresCrashes
{
    public static async Task RunAsync(CrashRun run)
    {
        var job = run.StartJob();
        await job.ErrorLinesAsync("epoch ", 1);
        for (var crashes = run.Chance.Next(1, 4); crashes > 0; crashes--)
        {
            await run.WaitAsync(0, 800);
            await run.Bed.Postgres!.RestartAsync(crash: true);
            run.Faults++;
        }

        if (await job.ExitCodeAsync() != 0)
            await run.FinishAsync(mayFail: true);
    }
}
