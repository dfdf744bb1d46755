using StreamFlow.Operators.WindowAggregate;
using StreamFlow.Tests.Checkpoints;
using StreamFlow.Tests.Operators.Aggregates;

namespace StreamFlow.Tests.Operators.WindowAggregate;

public sealed class WindowAggregateTests
{
    private const long OutOfOrderness = 700;

    [Theory]
    [InlineData(1, 1000, 1000, 0)]
    [InlineData(3, 1000, 1000, 300)]
    [InlineData(1, 1000, 250, 0)]
    [InlineData(4, 1000, 400, 100)]
    [InlineData(2, 900, 600, 0)]
    public void Windows_hold_exactly_the_rows_that_the_rules_name(int lanes, long size, long every, long offset)
    {
        var random = Given.Seeded(out _);
        for (var round = 0; round < 20; round++)
        {
            var logs = Logs(random, lanes);
            var run = Run(logs, size, every, offset).All(random, epochRowsMax: 60, batchRowsMax: 20, restores: false);
            var expected = WindowOracle.Rows(logs, size, every, offset).ToList();
            Assert.Equal(expected.Select(row => string.Join(" ", row.Cells)), run.Output.Rows.Select(WithoutDeviation));
            foreach (var (row, actual) in expected.Zip(run.Output.Rows))
                AssertClose(row.StandardDeviation, actual[^2]);
            Assert.Equal(WindowOracle.LateRows(logs, size, every, offset), run.LateRows);
        }
    }

    [Theory]
    [InlineData(1, 1000, 1000)]
    [InlineData(3, 1000, 250)]
    [InlineData(2, 900, 600)]
    public void However_batches_and_epochs_are_cut_the_rows_are_the_same_bit_for_bit(int lanes, long size, long every)
    {
        var random = Given.Seeded(out _);
        var logs = Logs(random, lanes);
        var expected = Run(logs, size, every, 0).All(random, int.MaxValue - 1, int.MaxValue - 1, restores: false);
        foreach (var (epochRows, batchRows) in new[] { (1, 1), (7, 3), (50, 50), (400, 1), (400, 400) })
        {
            var run = Run(logs, size, every, 0).All(random, epochRows, batchRows, restores: false);
            Assert.Equal(expected.Output.Lines, run.Output.Lines);
            Assert.Equal(expected.LateRows, run.LateRows);
        }
    }

    [Theory]
    [InlineData(1, 1000, 1000, EmitMode.OnClose)]
    [InlineData(3, 1000, 250, EmitMode.OnClose)]
    [InlineData(3, 1000, 250, EmitMode.OnUpdate)]
    public void A_new_operator_restored_after_each_epoch_gives_the_same_rows(int lanes, long size, long every, EmitMode emit)
    {
        var random = Given.Seeded(out var seed);
        var logs = Logs(random, lanes);
        var expected = Run(logs, size, every, 0, emit).All(new Random(seed), 40, 15, restores: false);
        var run = Run(logs, size, every, 0, emit).All(new Random(seed), 40, 15, restores: true);
        Assert.Equal(expected.Output.Lines, run.Output.Lines);
        Assert.Equal(expected.LateRows, run.LateRows);
        Assert.Equal(expected.EpochEnds, run.EpochEnds);
    }

    [Theory]
    [InlineData(1, 1000, 1000)]
    [InlineData(3, 1000, 250)]
    public void On_update_the_last_row_of_each_key_and_window_is_the_final_one(int lanes, long size, long every)
    {
        var random = Given.Seeded(out _);
        var logs = Logs(random, lanes);
        var run = Run(logs, size, every, 0, EmitMode.OnUpdate).All(random, 40, 15, restores: false);
        var last = new Dictionary<string, string>();
        foreach (var row in run.Output.Rows)
            last[$"{row[0]} {row[1]}"] = string.Join(" ", row[3..^2]);
        var expected = WindowOracle.Rows(logs, size, every, 0).ToDictionary(row => $"{row.Cells[0]} {row.Cells[1]}", row => string.Join(" ", row.Cells[3..^1]));
        Assert.Equal(expected, last);
        Assert.True(run.Output.Rows.Count > expected.Count);
    }

    [Fact]
    public void On_update_a_row_leaves_for_each_group_that_changed_in_the_epoch_and_no_other()
    {
        Reading Row(long offset, string key, long time) => new(0, offset, key, 1, null, 0, null, time, 0);
        var run = Run([[Row(0, "a", 10), Row(1, "b", 20), Row(2, "a", 1010), Row(3, "a", 30), Row(4, "a", 40)]], 1000, 1000, 0, EmitMode.OnUpdate);
        run.Start();
        foreach (var rows in new[] { 3, 2, 0 })
        {
            run.Feed(0, rows, () => 10);
            run.EndEpoch(flush: false);
        }

        run.EndEpoch(flush: true);
        Assert.Equal(["a 0 1", "b 0 1", "a 1000 1", "a 0 3"], run.Output.Rows.Select(row => $"{row[0]} {row[1]} {row[3]}"));
        Assert.Equal([3, 4, 4, 4], run.EpochEnds);
    }

    [Fact]
    public void State_is_gone_when_all_windows_have_left()
    {
        var random = Given.Seeded(out _);
        var run = Run(Logs(random, 2), 1000, 250, 0).All(random, 40, 15, restores: false);
        Assert.Equal(0, run.Operator.GroupCount);
        var pages = new List<StreamFlow.State.StatePage>();
        run.Operator.Snapshot(pages);
        Assert.Equal("released", Assert.Single(pages).PageId);
    }

    [Fact]
    public void Keys_without_open_windows_take_no_room()
    {
        var log = Enumerable.Range(0, 200_000).Select(i => new Reading(0, i, $"key-{i}", 1, 1, 1, null, i, i - 1)).ToList();
        var run = new MergeRun(
            () => new WindowAggregateOperator(new("w", Readings.Shape(Readings.Calls[..6], hasWindow: true), 1000, 1000, 0, EmitMode.OnClose)), [log], 0);
        run.Start();
        for (var epoch = 0; epoch < 200; epoch++)
        {
            run.Feed(0, 1000, () => 1000);
            run.EndEpoch(flush: false);
            Assert.InRange(run.Operator.StateBytes, 0, 1_000_000);
        }

        Assert.Equal(199_000, run.Output.Rows.Count);
    }

    [Fact]
    public void A_restored_lane_that_nobody_claims_still_gives_its_part_and_holds_nothing_back()
    {
        Reading Row(int lane, long offset, long time) => new(lane, offset, "a", 1, null, 1, "t", time, EventTime.NoWatermark);
        var run = Run([[Row(0, 0, 10)], [Row(1, 0, 20)]], 1000, 1000, 0);
        run.Start();
        run.Feed(0, 1, () => 1);
        run.Feed(1, 1, () => 1);
        run.EndEpoch(flush: false);
        var pages = new List<StreamFlow.State.StatePage>();
        run.Operator.Snapshot(pages);

        var restored = new WindowAggregateOperator(new("w", Readings.Shape(Readings.Calls, hasWindow: true), 1000, 1000, 0, EmitMode.OnClose));
        var output = new Collected();
        restored.Output = output;
        foreach (var page in pages)
            restored.Restore(page.Lane, page.PageId, page.Bytes!.Value);
        restored.AddLane(new StreamFlow.Operators.LaneId(new SourcePartition("iot", 1), 0), null).Advance(new StreamFlow.Operators.LaneTime(5000, false));
        restored.EndEpoch(flush: false);
        Assert.Equal("2", Assert.Single(output.Rows)[3]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("01FF")]
    public void A_damaged_page_is_refused(string hex)
    {
        var windows = new WindowAggregateOperator(new("w", Readings.Shape(Readings.Calls, hasWindow: true), 1000, 1000, 0, EmitMode.OnClose));
        Assert.Throws<StreamFaultException>(() => windows.Restore("iot/0", "0.1000", Convert.FromHexString(hex)));
        Assert.Throws<StreamFaultException>(() => windows.Restore("", "released", Convert.FromHexString(hex)));
        Assert.Throws<StreamFaultException>(() => windows.Restore("iot", "0.1000", Convert.FromHexString(hex)));
    }

    private static List<Reading>[] Logs(Random random, int lanes) => Readings.Random(random, lanes, 400, keys: 12, step: 25, OutOfOrderness);

    private static MergeRun Run(List<Reading>[] logs, long size, long every, long offset, EmitMode emit = EmitMode.OnClose) =>
        new(() => new WindowAggregateOperator(new("w", Readings.Shape(Readings.Calls, hasWindow: true), size, every, offset, emit)), logs, OutOfOrderness);

    private static string WithoutDeviation(string[] row) => string.Join(" ", [.. row[..^2], row[^1]]);

    private static void AssertClose(double? expected, string actual)
    {
        if (expected is null)
        {
            Assert.Equal("null", actual);
            return;
        }

        var value = BitConverter.Int64BitsToDouble(Convert.ToInt64(actual, 16));
        Assert.InRange(value, expected.Value - (expected.Value * 1e-9) - 1e-6, expected.Value + (expected.Value * 1e-9) + 1e-6);
    }
}
