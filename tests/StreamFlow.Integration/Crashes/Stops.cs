namespace StreamFlow.Integration.Crashes;

/// <summary>The job's process stands still for longer than its transactions live, as one does whose machine sleeps; then it goes on.</summary>
internal static class Stops
{
    public static async Task RunAsync(CrashRun run)
    {
        var job = run.StartJob();
        await job.ErrorLinesAsync("epoch ", 1);
        await run.WaitAsync(0, 1_000);
        if (job.Stop())
        {
            run.Faults++;
            await SleepAsync(run);

            // What stands still holds the directory, unless it had only its end before it.
            var second = run.StartJob();
            if (await second.ExitCodeAsync() != 0)
                Assert.Contains("in use by another process", second.Error, StringComparison.Ordinal);
            job.Continue();
        }

        // Without an open transaction it goes on as if nothing had been.
        if (await job.ExitCodeAsync() == 0)
            return;
        Assert.Contains("stood still", job.Error, StringComparison.Ordinal);
        await run.FinishAsync();
    }

    /// <summary>Longer than the time-out, and until Kafka has ended what the job had open.</summary>
    public static async Task SleepAsync(CrashRun run)
    {
        await run.WaitAsync(CrashRun.TransactionTimeoutMs + 500, CrashRun.TransactionTimeoutMs + 600);
        await run.Kafka.TransactionsEndedAsync(run.Job.Topic);
    }
}
