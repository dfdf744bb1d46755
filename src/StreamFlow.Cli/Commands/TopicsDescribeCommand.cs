using System.CommandLine;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class TopicsDescribeCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        return new KafkaCommand("describe", "Shows a topic's partitions: leader, replicas, in-sync replicas, offsets.", topic).Asks(async (parsed, admin, cancellation) =>
        {
            var table = new TextTable("PARTITION", "LEADER", "REPLICAS", "IN-SYNC", "EARLIEST", "END");
            var description = await admin.DescribeTopicAsync(parsed.GetRequiredValue(topic), cancellation).ConfigureAwait(false);
            foreach (var partition in description.Partitions)
            {
                table.Add(
                    partition.Partition, partition.Leader < 0 ? "none" : partition.Leader, string.Join(',', partition.Replicas),
                    string.Join(',', partition.InSync), partition.Earliest, partition.End);
            }

            table.Write(Console.Out);
        });
    }
}
