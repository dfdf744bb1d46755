using StreamFlow.Data;
using StreamFlow.Operators.Aggregates;
using StreamFlow.Plan.Aggregates;
using StreamFlow.Plan.Expressions;

namespace StreamFlow.Tests.Operators.Aggregates;

/// <summary>Readings as batches, made-up readings, and what the tests aggregate of them.</summary>
internal static class Readings
{
    public static readonly RowSchema Schema = new(
    [
        new Field("key", DataType.String), new Field("value", DataType.Double), new Field("maybe", DataType.Double) { Nullable = true },
        new Field("number", DataType.Int64), new Field("text", DataType.String) { Nullable = true },
    ]);

    public static readonly AggregateCall[] Calls =
    [
        new("count", null, DataType.Int64, false),
        new("sum", Column("value"), DataType.Double, false),
        new("max", Column("value"), DataType.Double, false),
        new("min", Column("number"), DataType.Int64, false),
        new("sum", Column("maybe"), DataType.Double, true),
        new("count_value", Column("maybe"), DataType.Int64, false),
        new("first", Column("text"), DataType.String, true),
        new("last", Column("value"), DataType.Double, false),
        new("count_distinct", Column("number"), DataType.Int64, false),
        new("stddev", Column("value"), DataType.Double, true),
    ];

    public static ColumnExpression Column(string name)
    {
        var index = Schema.IndexOf(name);
        return new ColumnExpression(index, name, Schema[index].Type, Schema[index].Nullable);
    }

    /// <summary>By key, with the window's columns or without.</summary>
    public static AggregateShape Shape(IReadOnlyList<AggregateCall> calls, bool hasWindow)
    {
        var key = new ProjectedColumn(new Field("key", DataType.String), Column("key"));
        Field[] window = hasWindow ? [new("window_start", DataType.Timestamp), new("window_end", DataType.Timestamp)] : [];
        return new AggregateShape([key], calls, new RowSchema(
            [key.Field, .. window, .. calls.Select((call, i) => new Field($"a{i}", call.Type) { Nullable = call.Nullable })]));
    }

    /// <summary>A log a lane: times go up by and large, and back by up to twice the out-of-orderness.</summary>
    public static List<Reading>[] Random(Random random, int lanes, int rowsEach, int keys, long step, long outOfOrderness)
    {
        var logs = new List<Reading>[lanes];
        for (var lane = 0; lane < lanes; lane++)
        {
            logs[lane] = [];
            var watermark = EventTime.NoWatermark;
            var now = random.NextInt64(0, 5 * step);
            for (var offset = 0; offset < rowsEach; offset++)
            {
                now += random.NextInt64(0, 2 * step);
                var time = now - (random.Next(3) == 0 ? random.NextInt64(0, 2 * outOfOrderness) : 0);
                logs[lane].Add(new Reading(
                    lane, offset, $"device-{random.Next(keys)}", random.NextDouble() * 1e6 / 3, random.Next(3) == 0 ? null : random.NextDouble(),
                    random.Next(10), random.Next(4) == 0 ? null : $"t{random.Next(5)}", time, watermark));
                watermark = Math.Max(watermark, time - outOfOrderness);
            }
        }

        return logs;
    }

    public static long WatermarkAfter(List<Reading> log, int rows, long outOfOrderness) =>
        rows == 0 ? EventTime.NoWatermark : Math.Max(log[rows - 1].Watermark, log[rows - 1].Time - outOfOrderness);

    public static void Fill(ColumnBatch batch, IEnumerable<Reading> readings)
    {
        batch.Reset();
        foreach (var reading in readings)
        {
            ((BinaryColumn)batch.Columns[0]).Append(reading.Key);
            ((ValueColumn<double>)batch.Columns[1]).Append(reading.Value);
            Append(batch.Columns[2], reading.Maybe);
            ((ValueColumn<long>)batch.Columns[3]).Append(reading.Number);
            Append(batch.Columns[4], reading.Text);
            batch.Origin.Partition = new SourcePartition("iot", reading.Lane);
            batch.Origin.Offsets.Append(reading.Offset);
            batch.Origin.Timestamps.Append(reading.Time);
            batch.Origin.EventTimes.Append(reading.Time);
            batch.Origin.Watermarks.Append(reading.Watermark);
            batch.RowCount++;
        }
    }

    private static void Append(Column column, double? value)
    {
        if (value is null)
            column.AppendNull();
        else
            ((ValueColumn<double>)column).Append(value.Value);
    }

    private static void Append(Column column, string? value)
    {
        if (value is null)
            column.AppendNull();
        else
            ((BinaryColumn)column).Append(value);
    }
}
