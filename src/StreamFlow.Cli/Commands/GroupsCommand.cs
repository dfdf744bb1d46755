using System.CommandLine;

namespace StreamFlow.Cli.Commands;

internal static class GroupsCommand
{
    public static Command Create() => new("groups", "Lists, describes and resets consumer groups, and shows their lag.")
    {
        GroupsListCommand.Create(),
        GroupsDescribeCommand.Create(),
        GroupsLagCommand.Create(),
        GroupsResetCommand.Create(),
    };
}
