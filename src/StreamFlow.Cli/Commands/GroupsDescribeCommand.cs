using System.CommandLine;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class GroupsDescribeCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("GROUP");
        return new KafkaCommand("describe", "Shows a group's state, members and offsets.", name).Asks(async (parsed, admin, cancellation) =>
        {
            var group = await admin.DescribeGroupAsync(parsed.GetRequiredValue(name), cancellation).ConfigureAwait(false);
            Console.WriteLine($"group {group.Group}: {group.State}, coordinator {group.Coordinator ?? "unknown"}");
            if (group.Members.Count > 0)
            {
                var members = new TextTable("MEMBER", "CLIENT", "HOST", "PARTITIONS");
                foreach (var member in group.Members)
                    members.Add(member.Id, member.Client, member.Host, string.Join(',', member.Partitions));
                members.Write(Console.Out);
            }

            LagTable.Write(group.Offsets);
        });
    }
}
