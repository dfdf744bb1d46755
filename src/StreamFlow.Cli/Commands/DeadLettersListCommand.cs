using System.CommandLine;
using StreamFlow.Cli.Output;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Commands;

internal static class DeadLettersListCommand
{
    private const int GroupsMax = 100;

    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC");
        var all = new Option<bool>("--all") { Description = "those, too, that were put back already" };
        var filter = new DeadLetterFilterOptions();
        return new KafkaCommand("list", "Counts the letters that wait by where they came from and what is wrong.", filter.With(topic, all)).Does(async (parsed, target, cancellation) =>
        {
            var name = parsed.GetRequiredValue(topic);
            var counts = new Dictionary<(string Source, string Column, string Reason), (long Count, DateTimeOffset First, DateTimeOffset Last)>();
            long total = 0;
            await foreach (var letter in new KafkaDeadLetterTopic(name, target.Settings).ReadAsync(filter.Read(parsed), parsed.GetValue(all), cancellation).ConfigureAwait(false))
            {
                total++;
                var kind = (letter.Origin?.Topic ?? "", letter.Origin?.Column ?? "", letter.Origin?.Reason ?? "no letter of StreamFlow");
                var time = letter.Origin?.Timestamp ?? letter.PutAside;
                var known = counts.GetValueOrDefault(kind, (0, time, time));
                counts[kind] = (known.Item1 + 1, time < known.Item2 ? time : known.Item2, time > known.Item3 ? time : known.Item3);
            }

            var table = new TextTable("COUNT", "TOPIC", "COLUMN", "FIRST", "LAST", "REASON");
            foreach (var (kind, count) in counts.OrderByDescending(one => one.Value.Count).ThenBy(one => one.Key).Take(GroupsMax))
                table.Add(count.Count, kind.Source, kind.Column, Time(count.First), Time(count.Last), kind.Reason);
            table.Write(Console.Out);
            Messages.Say($"{total} letters in {name}{(counts.Count > GroupsMax ? $"; {counts.Count - GroupsMax} kinds more are not shown" : "")}");
        });
    }

    private static string Time(DateTimeOffset time) => EventTime.Format(EventTime.ToMicroseconds(time));
}
