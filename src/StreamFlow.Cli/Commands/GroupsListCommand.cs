using System.CommandLine;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class GroupsListCommand
{
    public static Command Create() =>
        new KafkaCommand("list", "Lists the consumer groups.").Asks(async (_, admin, cancellation) =>
        {
            var table = new TextTable("GROUP", "STATE");
            foreach (var group in await admin.ListGroupsAsync(cancellation).ConfigureAwait(false))
                table.Add(group.Group, group.State);
            table.Write(Console.Out);
        });
}
