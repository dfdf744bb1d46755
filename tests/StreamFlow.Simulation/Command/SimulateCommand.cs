using System.CommandLine;

namespace StreamFlow.Simulation.Command;

/// <summary>The command line of ./simulate.</summary>
internal static class SimulateCommand
{
    private const int SeedsByDefault = 1000;

    public static System.CommandLine.Command Create()
    {
        var seeds = new Option<int?>("--seeds") { HelpName = "N", Description = $"how many seeds (default {SeedsByDefault}, or as many as --minutes allows)" };
        var from = new Option<int>("--from") { HelpName = "S", Description = "the first seed (default 0)" };
        var minutes = new Option<double?>("--minutes") { HelpName = "M", Description = "begin no seed after so many minutes" };
        var jobs = new Option<int>("--jobs") { HelpName = "J", DefaultValueFactory = _ => Environment.ProcessorCount, Description = "seeds side by side (default: one a processor)" };
        var seed = new Option<int?>("--seed") { HelpName = "S", Description = "this seed alone, with its whole story" };
        var noShrink = new Option<bool>("--no-shrink") { Description = "show a failing seed as it is" };
        var command = new RootCommand(
            "Runs random jobs of the real engine on simulated logs, disks, sinks and clocks, with random faults, and checks what they commit. Everything but the interleaving of threads "
            + "(in one seed of five) follows from the seed.") { seeds, from, minutes, jobs, seed, noShrink };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(seed) is { } one)
                return await SeedStory.ShowAsync(one, !parsed.GetValue(noShrink)).ConfigureAwait(false);
            var limit = parsed.GetValue(minutes) is { } time ? TimeSpan.FromMinutes(time) : (TimeSpan?)null;
            var number = parsed.GetValue(seeds) ?? (limit is null ? SeedsByDefault : int.MaxValue - parsed.GetValue(from));
            var run = new SeedRun(parsed.GetValue(from), number, limit, Math.Max(1, parsed.GetValue(jobs)), !parsed.GetValue(noShrink), Console.Out);
            await run.RunAsync(cancellation).ConfigureAwait(false);
            Console.WriteLine(run.Summary);
            return run.Failed == 0 ? 0 : 1;
        });
        return command;
    }
}
