using System.Text.Json;

namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>What some of the jobs have to commit, by LINQ and the rules of event time.</summary>
internal static class ScheduleOracle
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Size = TimeSpan.FromSeconds(10);

    /// <summary>The rows, as a world shows them; null for a job that is checked only against itself.</summary>
    public static IReadOnlyList<string>? Of(Schedule schedule) => schedule.JobName switch
    {
        "filter and map" => Lines("notes", from one in schedule.Rows
                                           where one.Source == 0
                                           from i in Enumerable.Range(0, (int)(one.Row.Value % 3))
                                           select new Note(one.Row.Key, one.Row.Value + i)),
        "tumbling" => Tumbling(schedule, TimeSpan.Zero),
        "allowed lateness" => Tumbling(schedule, TimeSpan.FromSeconds(4)),
        _ => null,
    };

    private static IReadOnlyList<string> Tumbling(Schedule schedule, TimeSpan allowedLateness)
    {
        var judged = schedule.Rows.Where(one => one.Source == 0).GroupBy(one => one.Partition).OrderBy(rows => rows.Key).Select(rows => Judge(rows, allowedLateness)).Where(rows => rows.Count > 0).ToList();
        var released = judged.Select(rows => rows.Max(row => row.Row.At) - Lag).DefaultIfEmpty(DateTimeOffset.MinValue).Min();
        var totals =
            from partition in judged
            from row in partition
            where !row.IsLate && (schedule.Flush || row.End <= released)
            group row by (row.Row.Key, row.End) into window
            select new Total(
                window.Key.Key, window.Key.End, window.Count(), window.Sum(row => row.Row.Value),
                window.GroupBy(row => row.Partition).Select(rows => rows.Aggregate(0.0, (sum, row) => sum + row.Row.Weight)).Aggregate((sum, part) => sum + part));
        var late =
            from partition in judged
            from row in partition
            where row.IsLate
            select new LateNote(row.Row.Key, row.Row.Value, row.Carried, row.Carried - row.End, row.Offset);
        return [.. Lines("late", late), .. Lines("totals", totals)];
    }

    private static List<Judged> Judge(IEnumerable<ScheduleRow> partition, TimeSpan allowedLateness)
    {
        var judged = new List<Judged>();
        DateTimeOffset? maximum = null;
        var offset = 0;
        foreach (var (_, number, recorded, row) in partition)
        {
            offset++;
            if (row.At - recorded > TimeSpan.FromDays(1))
                continue;
            var carried = maximum is { } latest ? latest - Lag : DateTimeOffset.MinValue;
            var end = new DateTimeOffset(row.At.UtcTicks - (row.At.UtcTicks % Size.Ticks), TimeSpan.Zero) + Size;
            judged.Add(new Judged(number, offset - 1, row, carried, end, end + allowedLateness <= carried));
            maximum = maximum is null || row.At > maximum ? row.At : maximum;
        }

        return judged;
    }

    private static IReadOnlyList<string> Lines<T>(string sink, IEnumerable<T> rows) =>
        [.. rows.Select(row => $"{sink} {JsonSerializer.Serialize(row)}").Order(StringComparer.Ordinal)];

    private sealed record Judged(int Partition, long Offset, Happening Row, DateTimeOffset Carried, DateTimeOffset End, bool IsLate);
}
