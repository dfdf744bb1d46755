using System.CommandLine;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class TopicsListCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Kafka's own topics, too" };
        return new KafkaCommand("list", "Lists the topics.", all).Asks(async (parsed, admin, cancellation) =>
        {
            var table = new TextTable("TOPIC", "PARTITIONS", "REPLICAS");
            foreach (var topic in await admin.ListTopicsAsync(parsed.GetValue(all), cancellation).ConfigureAwait(false))
                table.Add(topic.Name, topic.Partitions, topic.Replication);
            table.Write(Console.Out);
        });
    }
}
