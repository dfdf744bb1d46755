using System.CommandLine;
using StreamFlow.Cli.Output;
using StreamFlow.Cli.Settings;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

internal static class ConsumeCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        var from = new Option<string>("--from") { HelpName = "WHERE", DefaultValueFactory = _ => "earliest", Description = StartOffsets.Help };
        var group = new Option<string?>("--group") { HelpName = "GROUP", Description = "joins this consumer group and commits what it has shown" };
        var max = new Option<long?>("--max") { HelpName = "N", Description = "ends after so many records" };
        var with = new Option<string?>("--with") { HelpName = "COLUMNS", Description = $"prints before each value: {RecordLine.Columns}; separated by commas" };
        var untilEnd = new Option<bool>("--until-end") { Description = "ends where the partitions ended at the start" };
        var timeout = new Option<string?>("--timeout") { HelpName = "DURATION", Description = "ends when no record came for so long, such as 10s" };
        var uncommitted = new Option<bool>("--uncommitted") { Description = "shows records of open and aborted transactions, too" };
        return new KafkaCommand("consume", "Prints a topic's records, committed ones only.", topic, from, group, max, with, untilEnd, timeout, uncommitted)
            .Does(async (parsed, target, cancellation) =>
            {
                var name = parsed.GetRequiredValue(topic);
                if (parsed.GetValue(max) < 1)
                    throw new UsageException($"--max {parsed.GetValue(max)}: nothing would be shown", "give 1 or more");
                var line = RecordLine.Parse(parsed.GetValue(with));
                using var silence = new SilenceLimit(parsed.GetValue(timeout), cancellation);
                if (parsed.GetValue(untilEnd) && parsed.GetValue(group) is not null)
                    throw new UsageException("--until-end cannot stand with --group: a group's members share the partitions", "take --max N or --timeout DURATION instead");
                var options = new ConsumeOptions
                {
                    From = await StartOffsets.ParseAsync(parsed.GetRequiredValue(from), target, name, cancellation).ConfigureAwait(false),
                    Group = parsed.GetValue(group),
                    Max = parsed.GetValue(max),
                    Follow = !parsed.GetValue(untilEnd),
                    Uncommitted = parsed.GetValue(uncommitted),
                };
                await foreach (var record in new KafkaConsole(target.Settings).ConsumeAsync(name, options, silence.Token).ConfigureAwait(false))
                {
                    if (!StandardOutput.TryWriteLine(line.Format(record)))
                        break;
                    silence.Restart();
                }
            });
    }
}
