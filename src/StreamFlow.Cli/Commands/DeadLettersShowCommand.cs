using System.CommandLine;
using StreamFlow.Cli.Output;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

internal static class DeadLettersShowCommand
{
    private const int ShownBytes = 400;

    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        var all = new Option<bool>("--all") { Description = "those, too, that were put back already" };
        var max = new Option<long>("--max") { HelpName = "N", DefaultValueFactory = _ => 20, Description = "at most so many letters" };
        var filter = new DeadLetterFilterOptions();
        return new KafkaCommand("show", "Shows letters that wait, one by one: where from, what is wrong, key, headers and the start of the value.", filter.With(topic, all, max))
            .Does(async (parsed, target, cancellation) =>
            {
                var left = parsed.GetValue(max) is var limit and >= 1 ? limit : throw new UsageException($"--max {parsed.GetValue(max)}: nothing would be shown", "give 1 or more");
                var letters = new KafkaDeadLetterTopic(parsed.GetRequiredValue(topic), target.Settings).ReadAsync(filter.Read(parsed), parsed.GetValue(all), cancellation);
                await foreach (var letter in letters.ConfigureAwait(false))
                {
                    if (!StandardOutput.TryWriteLine(Text(letter)) || --left == 0)
                        break;
                }
            });
    }

    private static string Text(DeadLetter letter)
    {
        var origin = letter.Origin is { } from
            ? $"{from.Topic} partition {from.Partition} offset {from.Offset}, {EventTime.Format(EventTime.ToMicroseconds(from.Timestamp))}, job {from.Job}\n"
                + (from.Column is null ? "" : $"  column   {from.Column}\n") + $"  reason   {from.Reason}\n"
            : $"no letter of StreamFlow, {EventTime.Format(EventTime.ToMicroseconds(letter.PutAside))}\n";
        return origin + $"  key      {Shown(letter.Key)}\n" + string.Concat(letter.Headers.Select(header => $"  header   {header.Name}: {Shown(header.Value)}\n")) + $"  value    {Shown(letter.Value)}";
    }

    private static string Shown(byte[]? bytes) => bytes is null ? "null" : BytesText.Start(bytes, ShownBytes);
}
