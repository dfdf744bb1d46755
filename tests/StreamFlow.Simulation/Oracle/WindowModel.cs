using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>
/// A windowed aggregation that keeps every row and asks each time, by LINQ, which windows are due and which rows count for them. A row counts for a window that ends after the
/// watermark it is judged by; results leave by the minimum over the lanes that are not left out, which never falls.
/// </summary>
internal sealed class WindowModel(WindowStep step) : AggregationModel
{
    private readonly SortedDictionary<(SourcePartition Partition, int Path), WindowLaneModel> _lanes = [];
    private readonly WindowAggregation _aggregation = WindowAggregations.All[step.Aggregation];
    private readonly long _allowedLateness = EventTime.ToMicroseconds(step.AllowedLateness);
    private long _released = EventTime.NoWatermark;
    private long _correctedRows;

    public override string Name => step.Name;

    public override int Number => step.Number;

    public override long Released => _released;

    public override long LateRows => _lanes.Values.Sum(lane => lane.LateRows);

    public override long AcceptedLateRows => _lanes.Values.Sum(lane => lane.AcceptedLateRows);

    public override long CorrectedRows => _correctedRows;

    public override IEnumerable<long> Lateness => _lanes.Values.SelectMany(lane => lane.Lateness);

    /// <summary>Windows that end at or before this take no row any more, however late rows may be.</summary>
    public long Closed { get; private set; } = EventTime.NoWatermark;

    /// <summary>A row counts for the windows that end after this, given the watermark that it is judged by.</summary>
    public long CountsAfter(long judged) => Math.Max(Closed, judged < EventTime.NoWatermark + _allowedLateness ? EventTime.NoWatermark : judged - _allowedLateness);

    public override Stage AddLane(LaneModel lane)
    {
        var late = step.TakesLateRows ? lane.Model.Job.Order.OfType<LateRowsStep>().FirstOrDefault(late => late.WindowStep == step.Number)?.Follow(lane) : null;
        var added = new WindowLaneModel(this, new WindowTimes(step), late);
        _lanes.Add((lane.Partition, lane.NextPath(step)), added);
        return added;
    }

    public override void Begin()
    {
        _correctedRows = 0;
        foreach (var lane in _lanes.Values)
            lane.Begin();
    }

    public override void End(bool flush)
    {
        var before = _released;
        var taking = _lanes.Values.Where(lane => !lane.Time.IsOut).ToList();
        if (taking.Count > 0)
            _released = Math.Max(_released, taking.Min(lane => lane.Time.Watermark));
        if (flush)
            _released = _lanes.Values.SelectMany(lane => lane.Rows).Select(row => row.Ends[^1]).Append(_released).Max();

        var ends =
            from lane in _lanes.Values
            from row in lane.Rows
            from end in row.CountingEnds
            where step.OnUpdate ? row.IsNew : end <= _released && (row.IsNew || end > before)
            select end;
        foreach (var end in ends.Distinct().Order().ToList())
            EmitWindow(end, before);
        Closed = Math.Max(Closed, CountsAfter(_released));
        foreach (var lane in _lanes.Values)
            lane.Forget(Closed);
        Advance(new ModelTime(_released, IsOut: _lanes.Values.All(lane => lane.Time.IsOut && lane.Rows.Count == 0)));
    }

    private void EmitWindow(long end, long before)
    {
        var counting =
            from lane in _lanes.Values.Select((lane, number) => (lane, number))
            from row in lane.lane.Rows
            where row.CountingEnds.Contains(end)
            orderby lane.number, row.SliceStart, row.CountingEnds[0]
            select (lane.number, row);
        foreach (var group in counting.GroupBy(one => _aggregation.KeyOf(one.row.Row.Item)))
        {
            if ((step.OnUpdate || end <= before) && !group.Any(one => one.row.IsNew))
                continue;
            if (end <= before)
                _correctedRows++;
            var parts = group.GroupBy(one => (one.number, one.row.SliceStart, one.row.CountingEnds[0])).Select(part => part.Select(one => one.row.Row.Item).ToList());
            var start = end - EventTime.ToMicroseconds(step.Size);
            var item = _aggregation.Result(
                group.Key, EventTime.ToDateTimeOffset(start), EventTime.ToDateTimeOffset(end), new GroupParts([.. parts]));
            Emit(item, recorded: end - 1, time: end - 1, carried: before, step.GivesUpdates ? (group.Key, end) : null);
        }
    }
}
