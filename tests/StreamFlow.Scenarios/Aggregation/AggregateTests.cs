using StreamFlow.Basics.Memory;
using static StreamFlow.Scenarios.Reading;

namespace StreamFlow.Scenarios.Aggregation;

/// <summary>What is computed over a window's rows. The expected rows are LINQ's.</summary>
public sealed class AggregateTests
{
    /// <summary>Sums of doubles depend on the order: they are the same to the last bit only if the order is given by the log.</summary>
    [Fact]
    public async Task Sums_of_doubles_are_the_same_to_the_last_bit()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero)
                .Window(Window.Tumbling(TimeSpan.FromSeconds(100)))
                .Select(w => new Sums(w.Sum(r => r.Value), w.Average(r => r.Value)))
                .To(new MemorySink<Sums>("out")));
        var source = test.Source<Reading>("in", partitions: 3);
        var chance = new Random(5);
        var values = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 90).Select(_ => (chance.NextDouble() - 0.5) * Math.Pow(10, chance.Next(-12, 12))).ToArray()).ToArray();
        for (var row = 0; row < 90; row++)
        {
            for (var partition = 0; partition < 3; partition++)
                source.Add(partition, At(row, value: values[partition][row]));
        }

        await test.RunEveryWayAsync(flushAtEnd: true);

        // By partition in offset order, then the partitions in their order.
        var partials = values.Select(partition => partition.Aggregate(0.0, (sum, value) => sum + value)).ToArray();
        var total = partials[0] + partials[1] + partials[2];
        var only = Assert.Single(test.Sink<Sums>("out").Committed);
        Assert.Equal(BitConverter.DoubleToInt64Bits(total), BitConverter.DoubleToInt64Bits(only.Sum));
        Assert.Equal(BitConverter.DoubleToInt64Bits(total / 270), BitConverter.DoubleToInt64Bits(only.Average));
    }

    [Fact]
    public async Task Composite_keys_and_nullable_columns_aggregate_as_in_linq()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Sale>("in")).WithWatermark(s => s.Ts, TimeSpan.Zero)
                .GroupBy(s => new { s.Shop, s.Ts.Hour })
                .Window(Window.Tumbling(TimeSpan.FromHours(2)))
                .Select(w => new ShopHour(
                    w.Key.Shop, w.Key.Hour, w.Count(), w.Count(s => s.Price != null), w.Sum(s => s.Price), w.Average(s => s.Discount), w.Min(s => s.Discount),
                    w.First(s => s.Article), w.Last(s => s.Article), w.CountDistinct(s => s.Article)))
                .To(new MemorySink<ShopHour>("out")));
        var source = test.Source<Sale>("in");
        var chance = new Random(7);
        var sales = Enumerable.Range(0, 60).Select(i => new Sale(
            i % 3 == 0 ? null : $"shop-{i % 2}", T0.AddMinutes(i), chance.Next(4) == 0 ? null : chance.Next(100) / 4m, i % 5 == 0 ? chance.NextDouble() : null, $"article-{chance.Next(5)}")).ToArray();
        source.Add(0, sales);
        await test.RunEveryWayAsync(flushAtEnd: true);

        var expected = sales.GroupBy(s => (s.Shop, s.Ts.Hour)).Select(g => new ShopHour(
            g.Key.Shop, g.Key.Hour, g.Count(), g.Count(s => s.Price != null), g.Sum(s => s.Price), Mean(g), g.Min(s => s.Discount),
            g.First().Article, g.Last().Article, g.Select(s => s.Article).Distinct().Count()));
        Assert.Equal(Sorted(expected), Sorted(test.Sink<ShopHour>("out").Committed));

        static double? Mean(IEnumerable<Sale> sales) => sales.Average(s => s.Discount);
        static IEnumerable<ShopHour> Sorted(IEnumerable<ShopHour> rows) => rows.OrderBy(row => row.Shop, StringComparer.Ordinal).ThenBy(row => row.Hour);
    }

    [Fact]
    public async Task An_own_aggregate_function_runs_in_every_way_alike()
    {
        await using var test = CaseJob.Test(streams =>
            streams.From(new MemorySource<Reading>("in")).WithWatermark(r => r.Ts, TimeSpan.Zero)
                .GroupBy(r => r.Device).Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
                .Select(w => new Spread(w.Key, w.Start, w.Aggregate(r => r.Value, new Range())))
                .To(new MemorySink<Spread>("out")));
        var source = test.Source<Reading>("in", partitions: 2);
        for (var second = 0; second < 40; second++)
            source.Add(second % 2, At(second, value: second * 37 % 11));
        await test.RunEveryWayAsync(flushAtEnd: true);
        var expected = Enumerable.Range(0, 40).GroupBy(second => second / 10)
            .Select(ten => new Spread("a", T0.AddSeconds(ten.Key * 10), ten.Max(second => second * 37 % 11) - ten.Min(second => second * 37 % 11)));
        Assert.Equal(expected, test.Sink<Spread>("out").Committed.OrderBy(row => row.Start));
    }

    public sealed record Sums(double Sum, double Average);

    public sealed record Sale(string? Shop, DateTimeOffset Ts, decimal? Price, double? Discount, string Article);

    public sealed record ShopHour(
        string? Shop, int Hour, long Count, long Priced, decimal? Turnover, double? Discount, double? Lowest, string First, string Last, long Articles);

    public sealed record Spread(string Device, DateTimeOffset Start, double Range);

    /// <summary>What is kept; checkpoints store it as JSON.</summary>
    public readonly record struct Extremes(double Low, double High, bool HasValue);

    /// <summary>The largest minus the smallest value.</summary>
    private sealed class Range : AggregateFunction<double, Extremes, double>
    {
        public override string Name => "range";

        public override Extremes Create() => default;

        public override void Accumulate(ref Extremes accumulator, double value) => Combine(ref accumulator, new Extremes(value, value, true));

        public override void Combine(ref Extremes accumulator, in Extremes other)
        {
            if (!accumulator.HasValue)
                accumulator = other;
            else if (other.HasValue)
                accumulator = new Extremes(Math.Min(accumulator.Low, other.Low), Math.Max(accumulator.High, other.High), true);
        }

        public override double Result(in Extremes accumulator) => accumulator.High - accumulator.Low;
    }
}
