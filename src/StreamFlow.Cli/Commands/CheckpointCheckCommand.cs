using System.CommandLine;
using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Running;

namespace StreamFlow.Cli.Commands;

internal static class CheckpointCheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Shows what a start of the job, as it is now, would do: state that is kept or lost, epochs that are run again, and why it would refuse.");
        var job = new JobArguments(command);
        var directory = new Argument<string?>("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "the job's checkpoint directory or a copy of it; default: the job's own" };
        var json = new Option<bool>("--json") { Description = "prints JSON" };
        command.Add(directory);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            var entry = JobCatalog.Scan(Repository.Jobs).Find(job.Job(parsed));
            var arguments = job.Typed(parsed).ToList();
            if (parsed.GetValue(directory) is { } named)
                arguments.AddRange(["--checkpoint", named]);
            if (parsed.GetValue(json))
                arguments.AddRange(["--output", "json"]);
            using var stop = new StopSignal();
            using var process = JobProcess.Start(entry, ["check", .. arguments]);
            return await process.WaitAsync(stop).ConfigureAwait(false);
        });
        return command;
    }
}
