using System.Diagnostics;

namespace StreamFlow.Integration.Crashes;

/// <summary>
/// The job's process stands still, and another one takes its place with a copy of its checkpoint directory, as on another machine. Woken, the first must end
/// with an error that says so, and must not have written anything.
/// </summary>
internal static class Zombies
{
    public static async Task RunAsync(CrashRun run)
    {
        var zombie = run.StartJob();
        await zombie.ErrorLinesAsync("epoch ", 1);
        await run.WaitAsync(0, 1_000);
        if (zombie.Stop())
        {
            run.Faults++;
            var copy = Path.Combine(run.Directory, "copy");
            await CopyAsync(run.Checkpoint, copy);
            if (run.Chance.Next(2) == 0)
                await Stops.SleepAsync(run);

            // Woken while its successor works, or when that is done: but not before it has been fenced, for then it would not be one.
            var successor = run.StartJob(copy);
            await successor.ErrorLinesAsync("epoch ", run.Chance.Next(1, 40));
            zombie.Continue();
            Assert.True(await successor.ExitCodeAsync() == 0, successor.Error);
            run.Checkpoint = copy;
        }

        // It may have had only its end before it.
        if (await zombie.ExitCodeAsync() != 0)
            Assert.Contains("taken over", zombie.Error, StringComparison.Ordinal);
        await run.FinishAsync();
    }

    /// <summary>With the bytes of files that are half written, and that their writer keeps to itself.</summary>
    private static async Task CopyAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-r", from, to]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
    }
}
