using StreamFlow.Simulation.Runs;
using StreamFlow.Simulation.Scenarios;

namespace StreamFlow.Simulation.Command;

/// <summary>One seed, told in full.</summary>
internal static class SeedStory
{
    /// <returns>The exit code: 1 when it fails.</returns>
    public static async Task<int> ShowAsync(int seed, bool shrink)
    {
        var report = await ScenarioRun.RunAsync(ScenarioGenerator.Make(seed)).ConfigureAwait(false);
        Console.WriteLine(report);
        if (!report.HasFailed)
        {
            Console.WriteLine($"seed {seed} is right");
            Console.WriteLine(report.Counts);
            return 0;
        }

        if (shrink)
        {
            Console.WriteLine("\nthe smallest that still fails:");
            Console.WriteLine(await Shrinker.ShrinkAsync(report).ConfigureAwait(false));
        }

        Console.WriteLine($"seed {seed} FAILS");
        return 1;
    }
}
