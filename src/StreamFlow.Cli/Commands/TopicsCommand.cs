using System.CommandLine;

namespace StreamFlow.Cli.Commands;

internal static class TopicsCommand
{
    public static Command Create() => new("topics", "Lists, creates, describes and deletes topics.")
    {
        TopicsListCommand.Create(),
        TopicsCreateCommand.Create(),
        TopicsDescribeCommand.Create(),
        TopicsDeleteCommand.Create(),
    };
}
