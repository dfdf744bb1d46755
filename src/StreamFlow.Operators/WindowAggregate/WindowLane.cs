using StreamFlow.Data;
using StreamFlow.Operators.Aggregates;
using StreamFlow.Operators.BadRecords;
using StreamFlow.State.Keys;

namespace StreamFlow.Operators.WindowAggregate;

/// <summary>Sorts the rows of one lane into slices and accumulates them there, in the order of the log.</summary>
internal sealed class WindowLane : RowConsumer
{
    private readonly WindowGrid _grid;
    private readonly AggregateInputs _inputs;
    private readonly KeyCodec _codec;
    private readonly IndexBuffer _ids = new();
    private readonly IndexBuffer _scratch = new();
    private readonly List<WindowSlice> _touched = [];
    private readonly string _operator;
    private readonly long _allowedLateness;
    private readonly RowSchema? _lateSchema;
    private LateRows? _lateRows;
    private RowConsumer? _lateOutput;
    private LateRecords? _lateRecords;
    private WindowSlice? _current;
    private bool _isEpochOver;

    public WindowLane(LaneId id, WindowAggregateSettings settings, WindowGrid grid, bool tracksChanges)
    {
        Id = id;
        _operator = settings.Name;
        _grid = grid;
        _allowedLateness = settings.AllowedLateness;
        _lateSchema = settings.LateRowSchema;
        _inputs = new AggregateInputs(settings.Shape);
        _codec = settings.Shape.CreateKeyCodec();
        Slices = new WindowSlices(settings.Shape, grid, tracksChanges);
    }

    public LaneId Id { get; }

    public WindowSlices Slices { get; }

    /// <summary>Where its event time stands. Until a lane was advanced it holds results back; one restored that nobody claims is idle.</summary>
    public LaneTime Time { get; private set; } = new(EventTime.NoWatermark, IsIdle: true);

    /// <summary>
    /// The released minimum at the epoch's start. A lane that has held it up all along never has rows that carry less;
    /// one that comes back from idleness, or is new, is judged by it.
    /// </summary>
    public long Floor { get; set; } = EventTime.NoWatermark;

    /// <summary>Windows that end at or before this are gone, whatever lateness is allowed now: their state was let go under less of it.</summary>
    public long Closed { get; set; } = EventTime.NoWatermark;

    /// <summary>Rows dropped since the start of the epoch.</summary>
    public long LateRowCount { get; private set; }

    /// <summary>Rows since the start of the epoch that came after the end of their last window, and counted.</summary>
    public long AcceptedLateRowCount { get; private set; }

    /// <summary>How late rows were since the start of the epoch, whatever became of them.</summary>
    public LatenessHistogram Lateness { get; private set; }

    /// <summary>A task takes the lane: from now on it counts.</summary>
    public void Claim(RowConsumer? lateOutput, LateRecords? lateRecords)
    {
        _lateOutput = lateOutput;
        _lateRecords = lateRecords;
        Time = new LaneTime(EventTime.NoWatermark, IsIdle: false);
    }

    public override void Consume(ColumnBatch rows)
    {
        BeginEpoch();
        if (rows.IsEmpty)
            return;
        try
        {
            Take(rows);
        }
        catch (StreamFaultException fault)
        {
            throw fault.At(_operator);
        }
    }

    public override void Advance(LaneTime time)
    {
        BeginEpoch();
        Time = time;
        _lateOutput?.Advance(time);
        _lateRecords?.Advance(time);
    }

    /// <summary>The merge has taken what it needs.</summary>
    public void EndEpoch(long released, long closed)
    {
        Slices.DropClosed(closed);
        Closed = closed;
        foreach (var slice in Slices.Open)
            slice.Groups.ForgetChanges();
        Floor = released;
        _current = null;
        _isEpochOver = true;
    }

    private void BeginEpoch()
    {
        if (_isEpochOver)
            (LateRowCount, AcceptedLateRowCount, Lateness) = (0, 0, default);
        _isEpochOver = false;
    }

    private void Take(ColumnBatch rows)
    {
        var times = rows.Origin.EventTimes.Values;
        var watermarks = rows.Origin.Watermarks.Values;
        Invariant.Require(times.Length == rows.RowCount && watermarks.Length == rows.RowCount, "the rows of a windowed aggregation have event time");
        _inputs.Evaluate(rows);
        _codec.Intern(_inputs.Keys, Slices.Keys, _ids.Overwrite(rows.RowCount));
        var only = OnlySlice(times, watermarks);
        if (only is not null)
        {
            Accumulate(only, []);
            return;
        }

        var lateRows = SortIntoSlices(rows, times, watermarks);
        foreach (var slice in _touched)
        {
            Accumulate(slice, slice.Pending.Items);
            slice.Pending.Clear();
        }

        _touched.Clear();
        if (lateRows)
            ForgetUnusedKeys();
    }

    /// <summary>The slice of all rows, if they have one in common and none is late for any window: nearly always.</summary>
    private WindowSlice? OnlySlice(ReadOnlySpan<long> times, ReadOnlySpan<long> watermarks)
    {
        var (first, last) = (times[0], times[0]);
        foreach (var time in times)
        {
            first = Math.Min(first, time);
            last = Math.Max(last, time);
        }

        var start = _grid.SliceStart(first);
        if (last - start >= _grid.SliceWidth)
            return null;
        var end = _grid.EndAfter(start);
        var watermark = Floor;
        foreach (var carried in watermarks)
            watermark = Math.Max(watermark, carried);
        return watermark < _grid.LastEnd(start) && Judging(watermark) < end ? Slices.At(start, end) : null;
    }

    /// <summary>A row counts for the windows that end after this.</summary>
    private long Judging(long watermark) => Math.Max(EventTime.Minus(watermark, _allowedLateness), Closed);

    private bool SortIntoSlices(ColumnBatch rows, ReadOnlySpan<long> times, ReadOnlySpan<long> watermarks)
    {
        var late = false;
        for (var row = 0; row < times.Length; row++)
        {
            var watermark = Math.Max(watermarks[row], Floor);
            var judging = Judging(watermark);
            if (!Takes(_current, times[row], judging))
            {
                var start = _grid.SliceStart(times[row]);
                if (_grid.LastEnd(start) <= judging)
                {
                    late = true;
                    TakeLate(rows, row, _grid.LastEnd(start), watermark);
                    continue;
                }

                var firstEnd = _grid.EndAfter(start);
                _current = Slices.At(start, judging < firstEnd ? firstEnd : _grid.EndAfter(judging));
            }

            if (watermark >= _current!.LastEnd)
            {
                AcceptedLateRowCount++;
                Lateness = Lateness.With(watermark - _current.LastEnd);
            }

            if (_current.Pending.Count == 0)
                _touched.Add(_current);
            _current.Pending.Add(row);
        }

        _lateRows?.Flush();
        _lateRecords?.Flush();
        return late;
    }

    private bool Takes(WindowSlice? slice, long time, long watermark)
    {
        if (slice is null || time < slice.Start || time - slice.Start >= _grid.SliceWidth || watermark >= slice.AcceptedEnd)
            return false;

        // In the part of all windows, or late for exactly those before its first one.
        var end = slice.AcceptedEnd;
        return watermark >= end - _grid.Every || end - _grid.Every <= slice.Start;
    }

    private void TakeLate(ColumnBatch rows, int row, long lastEnd, long watermark)
    {
        Lateness = Lateness.With(watermark - lastEnd);
        _lateRecords?.Add(rows.Origin, row, lastEnd, watermark);
        if (_lateOutput is null)
        {
            LateRowCount += _lateRecords is null ? 1 : 0;
            return;
        }

        Invariant.Require(_lateSchema is not null, "an operator whose late rows go somewhere knows their columns");
        _lateRows ??= new LateRows(_lateSchema, rows.Schema, _lateOutput);
        _lateRows.Add(rows, row, lastEnd, watermark);
    }

    private void Accumulate(WindowSlice slice, ReadOnlySpan<int> selected)
    {
        slice.Groups.Accumulate(_ids.Items, _inputs.Arguments, selected, _scratch.Overwrite(_ids.Count));
        slice.IsDirty = true;
    }

    /// <summary>Keys that came in with late rows only have no state.</summary>
    private void ForgetUnusedKeys()
    {
        foreach (var id in _ids.Items)
            Slices.Keys.RemoveIfUnused(id);
    }
}
