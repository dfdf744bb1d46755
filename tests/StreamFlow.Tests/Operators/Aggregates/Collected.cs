using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Operators;

namespace StreamFlow.Tests.Operators.Aggregates;

/// <summary>Keeps rows as text, doubles by their bits, and checks what every output promises about event time.</summary>
internal sealed class Collected : RowConsumer
{
    private long _watermark = EventTime.NoWatermark;

    /// <summary>One text a cell.</summary>
    public List<string[]> Rows { get; } = [];

    public List<int> BatchSizes { get; } = [];

    public LaneTime Time { get; private set; }

    public IEnumerable<string> Lines => Rows.Select(row => string.Join(" ", row));

    public static string Text(double value) => BitConverter.DoubleToInt64Bits(value).ToString("X16", CultureInfo.InvariantCulture);

    public static string Text(double? value) => value is null ? "null" : Text(value.Value);

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public override void Consume(ColumnBatch rows)
    {
        BatchSizes.Add(rows.RowCount);
        Assert.All(rows.Columns, column => Assert.Equal(rows.RowCount, column.Length));
        Assert.Equal(rows.RowCount, rows.Origin.Offsets.Length);
        Assert.Equal(rows.RowCount, rows.Origin.Timestamps.Length);
        for (var row = 0; row < rows.RowCount; row++)
        {
            Rows.Add([.. rows.Columns.Select(column => Cell(column, row)), "@" + rows.Origin.Offsets[row]]);
            if (rows.Origin.HasEventTime)
                CheckTime(rows.Origin, row);
        }
    }

    public override void Advance(LaneTime time)
    {
        Assert.True(time.Watermark >= _watermark);
        Assert.False(time.IsIdle);
        Time = time;
        _watermark = time.Watermark;
    }

    public static string Cell(Column column, int row) => column.IsNull(row) ? "null" : column switch
    {
        ValueColumn<double> doubles => Text(doubles[row]),
        ValueColumn<long> longs => Text(longs[row]),
        ValueColumn<int> ints => Text(ints[row]),
        ValueColumn<decimal> decimals => decimals[row].ToString(CultureInfo.InvariantCulture),
        ValueColumn<Guid> guids => guids[row].ToString(),
        BooleanColumn truths => truths[row].ToString(),
        BinaryColumn text => text.GetString(row),
        StructColumn nested => "{" + string.Join(",", nested.Children.Select(child => Cell(child, row))) + "}",
        _ => throw new NotSupportedException(column.Type.ToString()),
    };

    /// <summary>The watermark never falls, and no row is late for a window that ends where it stands.</summary>
    private void CheckTime(RowOrigin origin, int row)
    {
        Assert.True(origin.Watermarks[row] >= _watermark);
        Assert.True(origin.Watermarks[row] <= origin.EventTimes[row]);
        _watermark = origin.Watermarks[row];
    }
}
