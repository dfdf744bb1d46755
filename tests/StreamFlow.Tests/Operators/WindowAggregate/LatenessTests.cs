using StreamFlow.Data;
using StreamFlow.Operators;
using StreamFlow.Operators.WindowAggregate;
using StreamFlow.Tests.Operators.Aggregates;

namespace StreamFlow.Tests.Operators.WindowAggregate;

/// <summary>Which window a late row is in is decided by the watermark that it carries, for each window by itself.</summary>
public sealed class LatenessTests
{
    [Fact]
    public void A_row_late_for_the_first_of_its_windows_counts_for_the_later_ones_though_another_lane_holds_the_first_one_open()
    {
        // Windows of 100 every 50. Lane 1 holds everything back until the end; lane 0's row at 60 carries 110, so it is late for [0,100) and not for [50,150).
        Reading[] first = [Row(0, 0, 60, EventTime.NoWatermark), Row(0, 1, 120, 60), Row(0, 2, 60, 110), Row(0, 3, 400, 120)];
        Reading[] second = [Row(1, 0, 60, EventTime.NoWatermark), Row(1, 1, 400, 60)];
        var run = Run([[.. first], [.. second]]);
        run.Start();
        run.Feed(0, 4, () => 4);
        run.Feed(1, 1, () => 1);
        run.EndEpoch(flush: false);
        Assert.Empty(Windows(run, 100));
        run.Feed(0, 0, () => 1);
        run.Feed(1, 1, () => 1);
        run.EndEpoch(flush: true);
        Assert.Equal(["2"], Windows(run, 100));
        Assert.Equal(["4"], Windows(run, 150));
        Assert.Equal(0, run.LateRows);
    }

    [Fact]
    public void A_row_late_for_all_its_windows_is_dropped_and_counted_though_they_are_still_open()
    {
        var run = Run([[Row(0, 0, 10, EventTime.NoWatermark), Row(0, 1, 10, 100), Row(0, 2, 10, 99)], [Row(1, 0, 20, EventTime.NoWatermark)]]);
        run.Start();
        run.Feed(0, 3, () => 3);
        run.Feed(1, 1, () => 1);
        run.EndEpoch(flush: true);
        Assert.Equal(["3"], Windows(run, 100));
        Assert.Equal(["2"], Windows(run, 50));
        Assert.Equal(1, run.LateRows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lane_that_returns_from_idleness_is_judged_by_the_released_minimum(bool restarts)
    {
        var run = Run([[Row(0, 0, 10, EventTime.NoWatermark), Row(0, 1, 300, 10)], [Row(1, 0, 20, EventTime.NoWatermark), Row(1, 1, 220, 20), Row(1, 2, 30, 220)]]);
        run.Start();
        run.Feed(0, 2, () => 2);
        run.Feed(1, 0, () => 1, isIdle: true);
        run.EndEpoch(flush: false);
        Assert.Equal(300, run.Operator.Released);
        Assert.Equal(["1"], Windows(run, 100));
        if (restarts)
            run.Restart();

        // By its own watermark the rows at 20 and 220 would be in time; the windows they belong to have left, but for [200,300) and [250,350).
        run.Feed(0, 0, () => 1);
        run.Feed(1, 2, () => 2);
        run.EndEpoch(flush: false);
        Assert.Equal(300, run.Operator.Released);
        Assert.Equal(2, run.LateRows);
        run.Feed(1, 0, () => 1);
        run.EndEpoch(flush: true);
        Assert.Equal(["1"], Windows(run, 100));
        Assert.Empty(Windows(run, 300));
        Assert.Equal(["1"], Windows(run, 350));
    }

    [Fact]
    public void Lanes_that_are_all_idle_and_a_lane_without_rows_hold_the_minimum()
    {
        var run = Run([[Row(0, 0, 10, EventTime.NoWatermark), Row(0, 1, 300, 10)], []]);
        run.Start();
        run.Feed(0, 1, () => 1);
        run.Feed(1, 0, () => 1);
        run.EndEpoch(flush: false);
        Assert.Equal(EventTime.NoWatermark, run.Operator.Released);
        run.Feed(0, 1, () => 1);
        run.Feed(1, 0, () => 1, isIdle: true);
        run.EndEpoch(flush: false);
        Assert.Equal(300, run.Operator.Released);
        run.Feed(0, 0, () => 1, isIdle: true);
        run.EndEpoch(flush: false);
        Assert.Equal(new LaneTime(300, false), run.Output.Time);
    }

    [Fact]
    public void Late_rows_leave_as_rows_that_say_how_late_they_were_and_where_they_stand()
    {
        var row = DataType.Struct([new Field("text", DataType.String) { Nullable = true }, new Field("key", DataType.String), new Field("gone", DataType.Int64) { Nullable = true }]);
        var position = DataType.Struct([new Field("source", DataType.String), new Field("partition", DataType.Int32), new Field("offset", DataType.Int64)]);
        var schema = new RowSchema(
        [
            new Field("row", row), new Field("windowEnd", DataType.Timestamp), new Field("watermark", DataType.Timestamp),
            new Field("lateBy", DataType.Duration), new Field("position", position),
        ]);
        var windows = Create(schema);
        var late = new LateCollector();
        var lane = windows.AddLane(new LaneId(new SourcePartition("iot", 3), 0), late);
        var batch = new ColumnBatch(Readings.Schema);
        Readings.Fill(batch, [Row(3, 7, 10, EventTime.NoWatermark), Row(3, 8, 20, 170) with { Text = null }, Row(3, 9, 200, 170)]);
        lane.Consume(batch);
        lane.Advance(new LaneTime(170, false));
        windows.EndEpoch(flush: false);
        Assert.Equal(["{null,a,null} 100 170 70 {iot,3,8}"], late.Lines);
        Assert.Equal(170, late.Watermark);
        Assert.Equal(0, windows.LateRowCount);
        Assert.Equal(2, windows.GroupCount + 1);
    }

    private static Reading Row(int lane, long offset, long time, long watermark) => new(lane, offset, "a", 1, null, 1, "t", time, watermark);

    private static WindowAggregateOperator Create(RowSchema? lateRows = null) =>
        new(new("w", Readings.Shape([new("count", null, DataType.Int64, false)], hasWindow: true), 100, 50, 0, EmitMode.OnClose, lateRows));

    private static MergeRun Run(List<Reading>[] logs) => new(() => Create(), logs, outOfOrderness: 0);

    /// <summary>The counts of the rows of the window with this end.</summary>
    private static IEnumerable<string> Windows(MergeRun run, long end) => run.Output.Rows.Where(row => row[2] == Collected.Text(end)).Select(row => row[3]);

    private sealed class LateCollector : RowConsumer
    {
        public List<string> Lines { get; } = [];

        public long Watermark { get; private set; }

        public override void Consume(ColumnBatch rows)
        {
            for (var row = 0; row < rows.RowCount; row++)
                Lines.Add(string.Join(" ", rows.Columns.Select(column => Collected.Cell(column, row))));
            Assert.Equal(rows.RowCount, rows.Origin.Watermarks.Length);
        }

        public override void Advance(LaneTime time) => Watermark = time.Watermark;
    }
}
