using StreamFlow.Tests.Operators.Aggregates;

namespace StreamFlow.Tests.Operators.WindowAggregate;

/// <summary>
/// What a windowed aggregation must give, out of the rules alone: a row counts for the windows that hold its time and end after its carried watermark;
/// sums are left folds of each lane's rows within a slice and within the rows that count from the same window on, added in the order of lanes, slices, windows.
/// </summary>
internal static class WindowOracle
{
    /// <summary>The lines of all windows, without the standard deviation, which is compared by itself.</summary>
    public static IEnumerable<(string[] Cells, double? StandardDeviation)> Rows(List<Reading>[] logs, long size, long every, long offset)
    {
        var width = (long)System.Numerics.BigInteger.GreatestCommonDivisor(size, every);
        var number = 0;
        return
            from reading in logs.SelectMany(log => log)
            let ends = Ends(reading, size, every, offset)
            from end in ends
            group (reading, first: ends[0]) by end into window
            orderby window.Key
            let inOrder = from row in window
                          orderby row.reading.Lane, Floor(row.reading.Time - offset, width), row.first, row.reading.Offset
                          select (row.reading, part: (row.reading.Lane, Floor(row.reading.Time - offset, width), row.first))
            from key in inOrder.GroupBy(row => row.reading.Key)
            let rows = key.Select(row => row.reading).ToList()
            let parts = key.GroupBy(row => row.part, row => row.reading).ToList()
            let maybe = rows.Where(row => row.Maybe is not null).ToList()
            select (new[]
            {
                key.Key, Collected.Text(window.Key - size), Collected.Text(window.Key), Collected.Text(rows.Count),
                Collected.Text(parts.Aggregate(0.0, (sum, part) => sum + part.Aggregate(0.0, (of, row) => of + row.Value))),
                Collected.Text(rows.Max(row => row.Value)), Collected.Text(rows.Min(row => row.Number)),
                maybe.Count == 0 ? "null" : Collected.Text(parts.Aggregate(0.0, (sum, part) => sum + part.Aggregate(0.0, (of, row) => of + (row.Maybe ?? 0)))),
                Collected.Text(maybe.Count), rows[0].Text ?? "null", Collected.Text(rows[^1].Value),
                Collected.Text(rows.Select(row => row.Number).Distinct().Count()), "@" + number++,
            }, Deviation(rows));
    }

    public static int LateRows(List<Reading>[] logs, long size, long every, long offset) =>
        logs.SelectMany(log => log).Count(reading => Ends(reading, size, every, offset).Count == 0);

    private static List<long> Ends(Reading reading, long size, long every, long offset)
    {
        var last = (Floor(reading.Time - offset, every) * every) + offset + size;
        return [.. Enumerable.Range(0, (int)((size + every - 1) / every) + 1).Select(i => last - (i * every))
            .Where(end => end > reading.Time && end > reading.Watermark).Order()];
    }

    private static double? Deviation(List<Reading> rows)
    {
        if (rows.Count < 2)
            return null;
        var mean = rows.Average(row => row.Value);
        return Math.Sqrt(rows.Sum(row => (row.Value - mean) * (row.Value - mean)) / (rows.Count - 1));
    }

    private static long Floor(long value, long width) => (long)Math.Floor((decimal)value / width);
}
