using System.CommandLine;
using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Running;

namespace StreamFlow.Cli.Commands;

internal static class ExplainCommand
{
    public static Command Create()
    {
        var command = new Command("explain", "Shows a job's plan: nodes, names, types, watermark, state, what runs how, what recovery will do.");
        var job = new JobArguments(command);
        command.SetAction(async (parsed, _) =>
        {
            var entry = JobCatalog.Scan(Repository.Jobs).Find(job.Job(parsed));
            using var stop = new StopSignal();
            using var process = JobProcess.Start(entry, ["explain", .. job.Typed(parsed)]);
            return await process.WaitAsync(stop).ConfigureAwait(false);
        });
        return command;
    }
}
