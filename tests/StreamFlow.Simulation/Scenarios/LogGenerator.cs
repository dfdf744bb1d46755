using System.Globalization;
using System.Text;
using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Logs;

namespace StreamFlow.Simulation.Scenarios;

/// <summary>
/// Makes what the sources come to hold: partitions that run apart in event time, rows out of order, late and too far ahead, records that are no rows, transactions that stay open for
/// a while and some of which are taken back, partitions that are empty for long or come to be late.
/// </summary>
internal sealed class LogGenerator
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _chance;
    private int _transaction;

    private LogGenerator(Random chance) => _chance = chance;

    public static IReadOnlyList<LogEvent> Make(Random chance, int topics)
    {
        var generator = new LogGenerator(chance);
        var growths = Enumerable.Range(0, topics).Select(generator.Topic).ToList();
        return [.. growths.SelectMany(growth => growth.AtFirst), .. generator.Mix([.. growths.Select(growth => new Queue<LogEvent>(growth.Later))])];
    }

    public static byte[] BytesOf(Item item) => Pinned(
        $"{{\"key\":\"{item.Key}\",\"at\":\"{item.At.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture)}\",\"value\":{item.Value},\"weight\":{item.Weight.ToString("R", CultureInfo.InvariantCulture)}}}");

    /// <summary>The partitions that are there from the start, and what comes later.</summary>
    private (List<LogEvent> AtFirst, List<LogEvent> Later) Topic(int topic)
    {
        var partitions = _chance.Next(1, 5);
        var present = _chance.Next(4) == 0 ? _chance.Next(1, partitions + 1) : partitions;
        var queues = new List<Queue<LogEvent>>();
        for (var partition = 0; partition < present; partition++)
            queues.Add(new Queue<LogEvent>(_chance.Next(7) == 0 ? [] : Entries(topic, partition)));
        var later = Mix(queues);

        // A partition that comes to be on the way: somewhere, with all that is in it behind.
        for (var partition = present; partition < partitions; partition++)
        {
            var born = later.FindLastIndex(one => one.Entry is null) + 1;
            born = _chance.Next(born, later.Count + 1);
            later = [.. later[..born], new LogEvent(topic, partition, null), .. Mix([new Queue<LogEvent>(later[born..]), new Queue<LogEvent>(Entries(topic, partition))])];
        }

        return ([.. Enumerable.Range(0, present).Select(partition => new LogEvent(topic, partition, null))], later);
    }

    /// <summary>Logs grow in turn, in bursts; each keeps its own order.</summary>
    private List<LogEvent> Mix(List<Queue<LogEvent>> queues)
    {
        var mixed = new List<LogEvent>();
        queues.RemoveAll(queue => queue.Count == 0);
        while (queues.Count > 0)
        {
            var queue = queues[_chance.Next(queues.Count)];
            for (var burst = _chance.Next(1, 6); burst > 0 && queue.Count > 0; burst--)
                mixed.Add(queue.Dequeue());
            queues.RemoveAll(one => one.Count == 0);
        }

        return mixed;
    }

    private List<LogEvent> Entries(int topic, int partition)
    {
        var entries = new List<LogEvent>();
        var now = 0.0;
        var pace = _chance.NextDouble() * 3;
        int? open = null;
        for (var left = _chance.Next(1, 40); left > 0; left--)
        {
            now += _chance.NextDouble() * pace;
            if (open is null && _chance.Next(8) == 0)
                open = _transaction++;
            entries.Add(new LogEvent(topic, partition, Record(now, open ?? -1)));
            if (open is { } transaction && _chance.Next(4) == 0)
            {
                entries.Add(End(topic, partition, transaction));
                open = null;
            }
        }

        if (open is { } last)
            entries.Add(End(topic, partition, last));
        return entries;
    }

    private LogEvent End(int topic, int partition, int transaction) =>
        new(topic, partition, new LogEntry(_chance.Next(3) == 0 ? EntryKind.AbortMarker : EntryKind.CommitMarker, null, 0, null, transaction));

    private LogEntry Record(double now, int transaction)
    {
        var at = Start.AddMilliseconds(Math.Round((now - (_chance.Next(4) == 0 ? _chance.NextDouble() * 15 : 0)) * 1000));
        var recorded = at.AddSeconds(_chance.Next(5));
        if (_chance.Next(15) == 0)
        {
            // Too far ahead of its record, in some cases still not the latest event time.
            recorded = recorded.AddDays(-2);
            at = _chance.Next(2) == 0 ? at : at.AddDays(1);
        }

        var timestamp = EventTime.ToMicroseconds(recorded);
        return _chance.Next(20) switch
        {
            0 => new LogEntry(EntryKind.Record, Pinned("{\"key\":\"k1\",\"at\""), timestamp, null, transaction),
            1 => new LogEntry(EntryKind.Record, null, timestamp, null, transaction),
            _ => RowEntry(new Item($"k{_chance.Next(5)}", at, _chance.Next(100), _chance.NextDouble()), timestamp, transaction),
        };
    }

    private static LogEntry RowEntry(Item item, long timestamp, int transaction) => new(EntryKind.Record, BytesOf(item), timestamp, item, transaction);

    private static byte[] Pinned(string text)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
