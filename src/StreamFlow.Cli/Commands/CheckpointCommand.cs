using System.CommandLine;

namespace StreamFlow.Cli.Commands;

internal static class CheckpointCommand
{
    public static Command Create() => new("checkpoint", "Shows what a checkpoint directory holds, what a start would do with it, and how two differ. Changes nothing; a job may run meanwhile.")
    {
        CheckpointShowCommand.Create(),
        CheckpointCheckCommand.Create(),
        CheckpointDiffCommand.Create(),
    };
}
