using StreamFlow.Data;
using StreamFlow.Operators.BadRecords;
using StreamFlow.Operators.Expressions;
using StreamFlow.Operators.Merging;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Operators.Watermark;

/// <summary>
/// Gives each row its event time and the watermark that its lane had before it. Both follow from the rows in offset order alone,
/// so whether a row is late never depends on when or in which batch it came.
/// </summary>
/// <param name="node">What is declared.</param>
/// <param name="lane">Which lane's rows these are.</param>
/// <param name="feeds">The merges whose released minimum the lane's watermark takes part in.</param>
/// <param name="badRecords">Takes rows whose time cannot be right.</param>
/// <param name="output">Takes the others.</param>
public sealed class WatermarkOperator(
    WatermarkNode node, LaneId lane, IReadOnlyList<MergeOperator> feeds, BadRecordCollector badRecords, RowConsumer output) : RowConsumer
{
    private readonly ColumnEvaluator? _eventTime = node.EventTime is null ? null : ExpressionEvaluator.Compile(node.EventTime);
    private readonly ColumnBatch _kept = new(node.Schema);
    private LaneClock _clock = LaneClock.New;
    private int[] _selection = [];

    public LaneId Lane { get; } = lane;

    /// <summary>What gives the event time, in canonical text.</summary>
    public string EventTimeText => node.EventTime?.ToString() ?? "record timestamp";

    /// <summary>The lane's watermark now; <see cref="EventTime.NoWatermark"/> before the first row.</summary>
    public long Watermark => _clock.Watermark(node.OutOfOrderness);

    /// <summary>What a checkpoint keeps of the lane.</summary>
    public LaneClock Clock
    {
        get => _clock;
        set => _clock = value;
    }

    /// <summary>
    /// A lane that is out of the minimum (idle, or without a row so far) enters with its next row, and is judged against what was released without it at least.
    /// Called before each epoch.
    /// </summary>
    public void BeginEpoch()
    {
        if (!_clock.IsOut && !_clock.IsEmpty)
            return;
        foreach (var merge in feeds)
            _clock = _clock with { Floor = Math.Max(_clock.Floor, merge.Released) };
    }

    public override void Consume(ColumnBatch rows)
    {
        if (rows.RowCount == 0)
            return;
        var origin = rows.Origin;
        var times = EventTimesOf(rows);
        var watermarks = origin.Watermarks.Overwrite(rows.RowCount);
        var ahead = node.MaxAhead ?? long.MaxValue;
        var recorded = origin.Timestamps.Values;
        var maximum = _clock.Maximum;
        var floor = _clock.Floor;
        var carried = Carried(maximum, floor);
        var refused = 0;
        for (var row = 0; row < times.Length; row++)
        {
            watermarks[row] = carried;
            var time = times[row];

            // Asked of every row, also of one that would not move the watermark: else the rows beside it in the batch would decide.
            if (time - recorded[row] > ahead)
            {
                refused++;
                continue;
            }

            if (time <= maximum)
                continue;
            maximum = time;
            carried = Carried(maximum, floor);
        }

        _clock = _clock with { Maximum = maximum, HasNewRows = true };
        output.Consume(refused == 0 ? rows : WithoutFutureRows(rows, ahead));
    }

    public override void Advance(LaneTime time)
    {
        _clock = _clock.At(time.Clock, node.IdleAfter, time.Reach);
        output.Advance(time with { Watermark = _clock.Watermark(node.OutOfOrderness), IsIdle = _clock.IsOut });
    }

    /// <summary>Whether time alone, at this value of the clock, would take the lane out of the minimum.</summary>
    public bool BecomesIdleAt(long clock) => !_clock.IsOut && _clock.At(clock, node.IdleAfter, PartitionReach.CaughtUp).IsOut;

    private long Carried(long maximum, long floor) =>
        maximum == EventTime.NoWatermark ? floor : Math.Max(maximum - node.OutOfOrderness, floor);

    private ReadOnlySpan<long> EventTimesOf(ColumnBatch rows)
    {
        var origin = rows.Origin;
        var column = _eventTime is null ? origin.Timestamps : (ValueColumn<long>)_eventTime.Evaluate(rows);
        if (column.HasNulls)
            throw StreamFaultException.User($"a row has no event time ({node.EventTime})", "filter such rows out with Where before WithWatermark", Position(rows, FirstNull(column)));
        origin.EventTimes.Reset();
        origin.EventTimes.Append(column.Values);
        return origin.EventTimes.Values;
    }

    /// <summary>Rows too far ahead of their record's timestamp are bad records: a wrong clock must not close everybody's windows.</summary>
    private ColumnBatch WithoutFutureRows(ColumnBatch rows, long ahead)
    {
        var times = rows.Origin.EventTimes.Values;
        var recorded = rows.Origin.Timestamps.Values;
        if (_selection.Length < rows.RowCount)
            _selection = new int[rows.RowCount];
        var kept = 0;
        for (var row = 0; row < rows.RowCount; row++)
        {
            if (times[row] - recorded[row] <= ahead)
            {
                _selection[kept++] = row;
                continue;
            }

            badRecords.AddFuture(
                Lane.Partition,
                rows.Origin.Offsets.Values[row],
                recorded[row],
                node.EventTime?.ToString(),
                $"its event time {EventTime.Format(times[row])} is more than {Durations.Format(EventTime.ToTimeSpan(ahead))} ahead of the record's timestamp {EventTime.Format(recorded[row])}");
        }

        _kept.Reset();
        _kept.AppendRows(rows, _selection.AsSpan(0, kept));
        return _kept;
    }

    private string Position(ColumnBatch rows, int row) => $"{Lane.Partition}@{rows.Origin.Offsets.Values[row]}";

    private static int FirstNull(ValueColumn<long> column)
    {
        var row = 0;
        while (!column.IsNull(row))
            row++;
        return row;
    }
}
