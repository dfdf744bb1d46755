using StreamFlow.Operators.GroupAggregate;
using StreamFlow.Tests.Checkpoints;
using StreamFlow.Tests.Operators.Aggregates;

namespace StreamFlow.Tests.Operators.GroupAggregate;

public sealed class GroupAggregateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_last_row_of_each_key_is_what_LINQ_makes_of_all_rows(int lanes)
    {
        var random = Given.Seeded(out _);
        var logs = Readings.Random(random, lanes, 500, keys: 40, step: 10, outOfOrderness: 50);
        var run = Run(logs).All(random, 40, 15, restores: false);
        var expected = logs.SelectMany(log => log).GroupBy(row => row.Key).ToDictionary(
            rows => rows.Key,
            rows => $"{rows.Count()} {Collected.Text(rows.GroupBy(row => row.Lane, row => row.Value).Aggregate(0.0, (sum, lane) => sum + lane.Aggregate(0.0, (of, value) => of + value)))} " +
                $"{Collected.Text(rows.Max(row => row.Value))} {rows.Min(row => row.Number)}");
        var last = new Dictionary<string, string>();
        foreach (var row in run.Output.Rows)
            last[row[0]] = string.Join(" ", row[1..5]);
        Assert.Equal(expected, last);
        Assert.Equal(EventTime.NoWatermark, run.Output.Time.Watermark);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_new_operator_restored_after_each_epoch_gives_the_same_rows(int lanes)
    {
        var random = Given.Seeded(out var seed);
        var logs = Readings.Random(random, lanes, 500, keys: 40, step: 10, outOfOrderness: 50);
        var expected = Run(logs).All(new Random(seed), 40, 15, restores: false);
        var run = Run(logs).All(new Random(seed), 40, 15, restores: true);
        Assert.Equal(expected.Output.Lines, run.Output.Lines);
        Assert.Equal(expected.EpochEnds, run.EpochEnds);
    }

    [Fact]
    public void A_row_leaves_for_each_key_that_changed_in_the_epoch_and_no_other()
    {
        var run = Run([[Row(0, 0, "a"), Row(0, 1, "b"), Row(0, 2, "a")], [Row(1, 0, "c"), Row(1, 1, "b")]]);
        run.Start();
        run.Feed(0, 2, () => 2);
        run.Feed(1, 1, () => 1);
        run.EndEpoch(flush: false);
        run.Feed(0, 1, () => 1);
        run.Feed(1, 1, () => 1);
        run.EndEpoch(flush: false);
        run.EndEpoch(flush: false);
        Assert.Equal(["a 1", "b 1", "c 1", "a 2", "b 2"], run.Output.Rows.Select(row => $"{row[0]} {row[1]}"));
        Assert.Equal([3, 5, 5], run.EpochEnds);
    }

    [Fact]
    public void A_page_in_which_nothing_changed_is_named_without_bytes()
    {
        var log = Enumerable.Range(0, 10_000).Select(i => Row(0, i, $"key-{i}")).Append(Row(0, 10_000, "key-5000")).ToList();
        var run = Run([log]);
        run.Start();
        run.Feed(0, 10_000, () => 1000);
        run.EndEpoch(flush: false);
        Assert.Equal(["0", "1", "2"], run.Store());
        run.Feed(0, 1, () => 1);
        run.EndEpoch(flush: false);
        Assert.Equal(["1"], run.Store());
        Assert.Empty(run.Store());
        run.Restart();
        Assert.Empty(run.Store());
    }

    private static Reading Row(int lane, long offset, string key) => new(lane, offset, key, 1, null, 1, "t", 0, 0);

    private static MergeRun Run(List<Reading>[] logs) =>
        new(() => new GroupAggregateOperator("g", Readings.Shape(Readings.Calls, hasWindow: false)), logs, outOfOrderness: 50);
}
