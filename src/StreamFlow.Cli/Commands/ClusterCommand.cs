using System.CommandLine;
using StreamFlow.Cli.Output;

namespace StreamFlow.Cli.Commands;

internal static class ClusterCommand
{
    public static Command Create() =>
        new KafkaCommand("cluster", "Shows the brokers and the controller.").Asks(async (_, admin, cancellation) =>
        {
            var cluster = await admin.DescribeClusterAsync(cancellation).ConfigureAwait(false);
            Console.WriteLine($"cluster {cluster.Id}{(cluster.IsEmbedded ? " (embedded broker: in memory, at least once)" : "")}");
            var table = new TextTable("BROKER", "ADDRESS", "ROLE");
            foreach (var broker in cluster.Brokers)
                table.Add(broker.Id, $"{broker.Host}:{broker.Port}", broker.Id == cluster.Controller ? "controller" : "broker");
            table.Write(Console.Out);
        });
}
