using System.CommandLine;
using StreamFlow.Cli.Output;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

internal static class ProduceCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        var separator = new Option<string?>("--key-separator")
        {
            HelpName = "TEXT",
            Description = "what stands between key and value in a line, such as : (equal keys meet in one partition); default: no keys, the partitions in turn",
        };
        return new KafkaCommand("produce", "Writes the lines of stdin to a topic.", topic, separator).Does(async (parsed, target, cancellation) =>
        {
            var name = parsed.GetRequiredValue(topic);
            using var lines = new InterruptibleLines(Console.In);
            var written = await new KafkaConsole(target.Settings).ProduceLinesAsync(name, lines, parsed.GetValue(separator), cancellation).ConfigureAwait(false);
            Messages.Say($"{written} record{(written == 1 ? "" : "s")} written to {name}");
        });
    }
}
