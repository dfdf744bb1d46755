using System.CommandLine;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class GroupsLagCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("GROUP");
        return new KafkaCommand("lag", "Shows how far a group is behind, partition by partition.", name).Asks(async (parsed, admin, cancellation) =>
            LagTable.Write(await admin.GetLagAsync(parsed.GetRequiredValue(name), cancellation).ConfigureAwait(false)));
    }
}
