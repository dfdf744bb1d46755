using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Output;

internal static class LagTable
{
    public static void Write(IEnumerable<GroupLag> offsets)
    {
        var table = new TextTable("TOPIC", "PARTITION", "OFFSET", "END", "LAG");
        foreach (var offset in offsets)
            table.Add(offset.Topic, offset.Partition, offset.Committed, offset.End, offset.Lag);
        table.Write(Console.Out);
    }
}
