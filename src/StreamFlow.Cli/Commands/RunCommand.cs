using System.CommandLine;
using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Running;
using StreamFlow.Cli.Settings;

namespace StreamFlow.Cli.Commands;

internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Runs a job until it is done, or until Ctrl-C.");
        var job = new JobArguments(command);
        command.SetAction(async (parsed, _) =>
        {
            var catalog = JobCatalog.Scan(Repository.Jobs);
            var entry = catalog.Find(job.Job(parsed));
            var typed = job.Typed(parsed).ToList();
            var target = KafkaTarget.Find(JobArguments.Last(parsed, job.BootstrapServers), entry.Name);
            using var stop = new StopSignal();
            if (target is null && JobDemo.Of(entry) is { Topics.Count: > 0 } demo)
                return await new DemoRun(catalog, entry, demo).RunAsync(typed, JobArguments.Last(parsed, job.Checkpoint) is not null, stop).ConfigureAwait(false);
            if (target?.Origin == TargetOrigin.RunningBroker)
                typed.AddRange(["--bootstrap-servers", target.BootstrapServers]);
            using var process = JobProcess.Start(entry, ["run", .. typed]);
            return await process.WaitAsync(stop).ConfigureAwait(false);
        });
        return command;
    }
}
