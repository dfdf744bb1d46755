namespace StreamFlow.Simulation.Jobs;

/// <summary>The aggregations without a window that random jobs are made of.</summary>
internal static class GroupAggregations
{
    public static IReadOnlyList<GroupAggregation> All { get; } =
    [
        new(
            "count, sum of doubles, latest time",
            (stream, name) => stream.GroupBy(row => row.Key).Named(name)
                .Select(group => new Item(group.Key, group.Max(row => row.At), group.Count(), group.Sum(row => row.Weight))),
            row => row.Key,
            (key, group) => new Item((string)key, group.Rows.Max(row => row.At), group.Rows.Count(), group.SumOfWeights)),
        new(
            "by parity: first and largest",
            (stream, name) => stream.GroupBy(row => new { row.Key, Rest = row.Value % 2 }).Named(name)
                .Select(group => new Item(group.Key.Key, group.First(row => row.At), group.Key.Rest, group.Max(row => row.Weight))),
            row => (row.Key, row.Value % 2),
            (key, group) => new Item((((string, long))key).Item1, group.Rows.First().At, (((string, long))key).Item2, group.Rows.Max(row => row.Weight))),
        new(
            "last and average",
            (stream, name) => stream.GroupBy(row => row.Key).Named(name)
                .Select(group => new Item(group.Key, group.Last(row => row.At), group.Last(row => row.Value), group.Average(row => row.Weight))),
            row => row.Key,
            (key, group) => new Item((string)key, group.Rows.Last().At, group.Rows.Last().Value, group.SumOfWeights / group.Rows.Count())),
    ];
}
