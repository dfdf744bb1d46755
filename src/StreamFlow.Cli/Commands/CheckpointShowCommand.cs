using System.CommandLine;
using StreamFlow.Checkpoints.Inspection;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class CheckpointShowCommand
{
    private const int EpochsDefault = 10;

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "a job's checkpoint directory, such as checkpoints/JOB, or a copy of one" };
        var epochs = new Option<int>("--epochs") { HelpName = "N", DefaultValueFactory = _ => EpochsDefault, Description = "the last epochs of the log that are shown, 0 or more" };
        var json = new Option<bool>("--json") { Description = "prints JSON" };
        var command = new Command("show", "Shows epochs, ranges, sinks, checkpoints, pages, sizes, and damage. The exit code is 1 where something is damaged.") { directory, epochs, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(epochs) is < 0 and var wrong)
                throw new UsageException($"--epochs {wrong}: that many cannot be shown", "give 0 or more");
            var view = CheckpointDirectoryView.Read(FileCheckpointStorage.OpenExisting(parsed.GetRequiredValue(directory)), parsed.GetValue(epochs));
            if (parsed.GetValue(json))
                Console.WriteLine(CheckpointJson.Of(view));
            else
                CheckpointText.Write(Console.Out, view);
            return view.Damage.Any() ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }
}
