using System.CommandLine;

namespace StreamFlow.Cli.Commands;

internal static class DeadLettersCommand
{
    public static Command Create() => new("dead-letters", "Lists and shows records that jobs have put aside (run --dead-letters TOPIC), and puts them back.")
    {
        DeadLettersListCommand.Create(),
        DeadLettersShowCommand.Create(),
        DeadLettersReplayCommand.Create(),
    };
}
