using System.Linq.Expressions;
using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Jobs;

/// <summary>The windowed aggregations that random jobs are made of: each aggregate, keys of one column, of two, and none.</summary>
internal static class WindowAggregations
{
    /// <summary>How many of them, the first ones, take the weight for nothing but the weight.</summary>
    public static int CountWithoutWeight => All.Count - 1;

    public static IReadOnlyList<WindowAggregation> All { get; } =
    [
        ByKey(
            "count and sum of doubles",
            window => new Item(window.Key, window.End, window.Count(), window.Sum(row => row.Weight)),
            (key, _, end, group) => new Item(key, end, group.Rows.Count(), group.SumOfWeights)),
        ByKey(
            "sum and average",
            window => new Item(window.Key, window.Start, window.Sum(row => row.Value), window.Average(row => row.Weight)),
            (key, start, _, group) => new Item(key, start, group.Rows.Sum(row => row.Value), group.SumOfWeights / group.Rows.Count())),
        ByKey(
            "largest less smallest, smallest double",
            window => new Item(window.Key, window.End, window.Max(row => row.Value) - window.Min(row => row.Value), window.Min(row => row.Weight)),
            (key, _, end, group) => new Item(key, end, group.Rows.Max(row => row.Value) - group.Rows.Min(row => row.Value), group.Rows.Min(row => row.Weight))),
        ByKey(
            "first and last",
            window => new Item(window.Key, window.End, window.First(row => row.Value), window.Last(row => row.Weight)),
            (key, _, end, group) => new Item(key, end, group.Rows.First().Value, group.Rows.Last().Weight)),
        ByKey(
            "different values, and an author's aggregate",
            window => new Item(window.Key, window.End, window.CountDistinct(row => row.Value), window.Aggregate(row => row.Weight, new Spread())),
            (key, _, end, group) => new Item(
                key, end, group.Rows.Select(row => row.Value).Distinct().Count(), group.Rows.Max(row => row.Weight) - group.Rows.Min(row => row.Weight))),
        new(
            "without a key",
            (stream, spec, step, late) => Finish(
                stream.Window(spec), step, late, window => new Item("all", window.End, window.Sum(row => row.Value), window.Sum(row => row.Weight))),
            _ => "all",
            (_, _, end, group) => new Item("all", end, group.Rows.Sum(row => row.Value), group.SumOfWeights)),
        new(
            "by key and parity: how many are heavy",
            (stream, spec, step, late) => Finish(
                stream.GroupBy(row => new { row.Key, Rest = row.Value % 2 }).Window(spec), step, late,
                window => new Item(window.Key.Key, window.End, (window.Key.Rest * 1000) + window.Count(row => row.Weight > 0.5), window.Max(row => row.Weight))),
            row => (row.Key, row.Value % 2),
            (key, _, end, group) => new Item(
                (((string, long))key).Item1, end, ((((string, long))key).Item2 * 1000) + group.Rows.Count(row => row.Weight > 0.5), group.Rows.Max(row => row.Weight))),
    ];

    private static WindowAggregation ByKey(
        string name, Expression<Func<WindowRows<string, Item>, Item>> select, Func<string, DateTimeOffset, DateTimeOffset, GroupParts, Item> result) => new(
        name,
        (stream, spec, step, late) => Finish(stream.GroupBy(row => row.Key).Window(spec), step, late, select),
        row => row.Key,
        (key, start, end, group) => result((string)key, start, end, group));

    private static DataStream<Item> Finish<TKey>(
        WindowedStream<TKey, Item> windows, WindowStep step, Action<DataStream<LateRow<Item>>> takeLate, Expression<Func<WindowRows<TKey, Item>, Item>> select)
    {
        windows = windows.Named(step.Name);
        if (step.OnUpdate)
            windows = windows.Emit(EmitMode.OnUpdate);
        if (step.AllowedLateness > TimeSpan.Zero)
            windows = windows.AllowLateness(step.AllowedLateness);
        if (!step.TakesLateRows)
            return windows.Select(select);
        windows = windows.LateRows(out var late);
        var results = windows.Select(select);
        takeLate(late);
        return results;
    }
}
