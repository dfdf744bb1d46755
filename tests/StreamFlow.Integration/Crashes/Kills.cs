using StreamFlow.Integration.Processes;

namespace StreamFlow.Integration.Crashes;

/// <summary>The job's process dies at random instants: while it starts, recovers, processes, commits, writes a checkpoint.</summary>
internal static class Kills
{
    private const int KillsMax = 3;

    public static async Task RunAsync(CrashRun run)
    {
        for (var kills = run.Chance.Next(1, KillsMax + 1); kills > 0; kills--)
        {
            var job = run.StartJob();
            // A third of them hits a start that has hardly anything to do yet, or a recovery.
            await run.WaitAsync(0, run.Chance.Next(3) == 0 ? 700 : 1_800);
            if (!await KillAsync(run, job))
                break;
        }

        await run.FinishAsync();
    }

    /// <returns>False if it had come to its end before.</returns>
    public static async Task<bool> KillAsync(CrashRun run, ProgramRun job)
    {
        job.Kill();
        var code = await job.ExitCodeAsync();
        if (code == ProgramRun.Killed)
            run.Faults++;
        else
            Assert.True(code == 0, job.Error);
        return code == ProgramRun.Killed;
    }
}
