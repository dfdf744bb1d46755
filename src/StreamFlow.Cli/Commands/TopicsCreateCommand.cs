using System.CommandLine;
using StreamFlow.Cli.Output;
using StreamFlow.Cli.Settings;

namespace StreamFlow.Cli.Commands;

internal static class TopicsCreateCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        var partitions = new Option<int>("--partitions") { HelpName = "N", DefaultValueFactory = _ => 2, Description = "how many partitions" };
        var replication = new Option<int?>("--replication") { HelpName = "N", Description = "copies of each partition; default: the cluster's" };
        var settings = new Option<string[]>("--set") { HelpName = "NAME=VALUE", Description = "a setting of the topic, such as retention.ms=3600000; may be repeated" };
        return new KafkaCommand("create", "Creates a topic.", topic, partitions, replication, settings).Asks(async (parsed, admin, cancellation) =>
        {
            var name = parsed.GetRequiredValue(topic);
            if (parsed.GetValue(partitions) < 1)
                throw new UsageException($"a topic cannot have {parsed.GetValue(partitions)} partitions", "give 1 or more: --partitions N");
            if (parsed.GetValue(replication) < 1)
                throw new UsageException($"a partition cannot have {parsed.GetValue(replication)} copies", "give 1 or more: --replication N");
            await admin.CreateTopicAsync(
                name, parsed.GetValue(partitions), parsed.GetValue(replication), NameValue.ParseAll(parsed.GetValue(settings) ?? []), cancellation).ConfigureAwait(false);
            Messages.Say($"created topic {name}");
        });
    }
}
