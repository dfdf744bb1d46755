using System.CommandLine;
using StreamFlow.Cli.Jobs;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class JobsCommand
{
    public static Command Create()
    {
        var command = new Command("jobs", "Lists the jobs of this repository.");
        command.SetAction(_ =>
        {
            var table = new TextTable("JOB", "PROJECT", "WHAT");
            foreach (var job in JobCatalog.Scan(Repository.Jobs).Jobs)
                table.Add(job.Name, Path.GetRelativePath(Repository.Root, job.Folder), job.Summary());
            table.Write(Console.Out);
            return ExitCode.Done;
        });
        return command;
    }
}
