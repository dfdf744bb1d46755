using StreamFlow.Benchmarks.Formats;
using StreamFlow.Data;
using StreamFlow.Operators;
using StreamFlow.Operators.Aggregates;
using StreamFlow.Operators.GroupAggregate;
using StreamFlow.Operators.WindowAggregate;
using StreamFlow.Plan.Aggregates;
using StreamFlow.Plan.Expressions;
using StreamFlow.State;

namespace StreamFlow.Benchmarks.Operators;

/// <summary>What a row costs a windowed average (count, two sums, a maximum), by number of keys and shape of the windows, and what storing and restoring costs.</summary>
internal static class WindowBenchmark
{
    private const int BatchRows = 8192;
    private const int Batches = 16;

    private static readonly RowSchema Input = new(
        [new Field("deviceId", DataType.String), new Field("temperature", DataType.Double), new Field("humidity", DataType.Double)]);

    private static readonly ProjectedColumn Key = new(Input[0], Column(0));

    private static readonly AggregateCall[] Calls =
    [
        new("count", null, DataType.Int64, false), new("sum", Column(1), DataType.Double, false),
        new("sum", Column(2), DataType.Double, false), new("max", Column(1), DataType.Double, false),
    ];

    public static int Run()
    {
        Rows("tumbling 10 s, 1,000 keys", keys: 1000, every: 10_000_000, disorder: 0);
        Rows("tumbling 10 s, 100,000 keys", keys: 100_000, every: 10_000_000, disorder: 0);
        Rows("tumbling, over two slices", keys: 1000, every: 10_000_000, disorder: 5_000_000);
        Rows("hopping 10 s every 1 s, over six slices", keys: 1000, every: 1_000_000, disorder: 5_000_000);
        Storing(1_000_000);
        return 0;
    }

    private static void Rows(string name, int keys, long every, long disorder)
    {
        var windows = Create(every);
        var lane = windows.AddLane(new LaneId(new SourcePartition("iot", 0), 0), null);
        var random = new Random(1);
        var batches = Enumerable.Range(0, Batches).Select(i => Batch(random, keys, i * 50_000L, disorder)).ToArray();
        var epoch = 0L;
        Rounds.Report(name, BatchRows * Batches, () =>
        {
            foreach (var batch in batches)
                lane.Consume(batch);

            // The batches' times go on from round to round, and windows leave.
            lane.Advance(new LaneTime(++epoch * 800_000 - 6_000_000, false));
            windows.EndEpoch(flush: false);
            foreach (var batch in batches)
                Shift(batch, 800_000);
            Invariant.Require(windows.LateRowCount == 0);
        });
    }

    private static void Storing(int keys)
    {
        var random = new Random(1);
        var windows = Create(10_000_000);
        var lane = windows.AddLane(new LaneId(new SourcePartition("iot", 0), 0), null);
        for (var from = 0; from < keys; from += BatchRows)
        {
            var start = from;
            lane.Consume(Batch(random, keys, 0, 0, row => start + row));
        }

        var pages = new List<StatePage>();
        windows.Snapshot(pages);
        Rounds.Report($"restore {keys:N0} groups, windowed", keys, () => Restore(Create(10_000_000), pages), count: 5);

        var groups = CreateGroups();
        var groupLane = groups.AddLane(new LaneId(new SourcePartition("iot", 0), 0), null);
        for (var from = 0; from < keys; from += BatchRows)
        {
            var start = from;
            groupLane.Consume(Batch(random, keys, 0, 0, row => start + row));
        }

        groups.EndEpoch(flush: false);
        pages.Clear();
        Rounds.Report($"snapshot {keys:N0} groups, no window", keys, () => groups.Snapshot(pages), count: 1);
        Rounds.Report($"restore {keys:N0} groups, no window", keys, () => Restore(CreateGroups(), pages), count: 5);
    }

    private static void Restore(StreamFlow.Operators.Merging.MergeOperator target, List<StatePage> pages)
    {
        foreach (var page in pages)
            target.Restore(page.Lane, page.PageId, page.Bytes!.Value);
        target.AddLane(new LaneId(new SourcePartition("iot", 0), 0), null);
    }

    private static WindowAggregateOperator Create(long every) => new(new("benchmark", Shape(
        [new Field("window_start", DataType.Timestamp), new Field("window_end", DataType.Timestamp)]), 10_000_000, every, 0, EmitMode.OnClose));

    private static GroupAggregateOperator CreateGroups() => new("benchmark", Shape([]));

    private static AggregateShape Shape(Field[] window) =>
        new([Key], Calls, new RowSchema([Key.Field, .. window, .. Calls.Select((call, i) => new Field($"a{i}", call.Type))]));

    private static ColumnExpression Column(int index) => new(index, Input[index].Name, Input[index].Type, false);

    private static ColumnBatch Batch(Random random, int keys, long time, long disorder, Func<int, int>? keyOf = null)
    {
        var batch = new ColumnBatch(Input);
        for (var row = 0; row < BatchRows; row++)
        {
            ((BinaryColumn)batch.Columns[0]).Append(FormattableString.Invariant($"device-{keyOf?.Invoke(row) ?? random.Next(keys):D6}"));
            ((ValueColumn<double>)batch.Columns[1]).Append(random.NextDouble());
            ((ValueColumn<double>)batch.Columns[2]).Append(random.NextDouble());
            batch.Origin.Offsets.Append(row);
            batch.Origin.Timestamps.Append(time);
            batch.Origin.EventTimes.Append(time - (disorder == 0 ? 0 : random.NextInt64(disorder)));
            batch.Origin.Watermarks.Append(time - 6_000_000);
        }

        batch.RowCount = BatchRows;
        return batch;
    }

    private static void Shift(ColumnBatch batch, long by)
    {
        foreach (var column in new[] { batch.Origin.EventTimes, batch.Origin.Watermarks })
        {
            long[] values = [.. column.Values];
            var target = column.Overwrite(values.Length);
            for (var i = 0; i < values.Length; i++)
                target[i] = values[i] + by;
        }
    }
}
