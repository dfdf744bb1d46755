using System.CommandLine;
using StreamFlow.Cli.Output;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

internal static class DeadLettersReplayCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        var to = new Option<string?>("--to") { HelpName = "TOPIC", Description = "puts all of them into this topic, by their keys; default: each into the topic and partition that it came from" };
        var dryRun = new Option<bool>("--dry-run") { Description = "says what would be done, and does nothing" };
        var filter = new DeadLetterFilterOptions();
        return new KafkaCommand(
            "replay", "Puts letters back as they were, each exactly once however often this is run; ends at the topic's end as it was at the start.", filter.With(topic, to, dryRun))
            .Does(async (parsed, target, cancellation) =>
            {
                var letters = new KafkaDeadLetterTopic(parsed.GetRequiredValue(topic), target.Settings);
                var (which, where, isDry) = (filter.Read(parsed), parsed.GetValue(to), parsed.GetValue(dryRun));
                if (where == parsed.GetRequiredValue(topic))
                    throw new UsageException($"--to {where}: the letters are there already", "name another topic, or leave --to out");
                var result = await (isDry ? letters.PlanReplayAsync(which, where, cancellation) : letters.ReplayAsync(which, where, cancellation)).ConfigureAwait(false);
                var table = new TextTable("TOPIC", isDry ? "WOULD PUT BACK" : "PUT BACK");
                foreach (var (name, count) in result.Replayed.OrderBy(one => one.Key, StringComparer.Ordinal))
                    table.Add(name, count);
                table.Write(Console.Out);
                Messages.Say($"{(isDry ? "would put back" : "put back")} {result.Replayed.Values.Sum()}, left {result.Left} (by the filter), {result.Unknown} of unknown origin");
                if (result.Unknown > 0)
                    Messages.Say("letters of unknown origin have no streamflow.topic header: --to TOPIC puts them into a topic");
            });
    }
}
