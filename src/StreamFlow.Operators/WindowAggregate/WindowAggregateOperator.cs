using StreamFlow.Data;
using StreamFlow.Operators.Aggregates;
using StreamFlow.Operators.BadRecords;
using StreamFlow.Operators.Merging;
using StreamFlow.State;
using StreamFlow.State.Groups;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.WindowAggregate;

/// <summary>
/// Aggregates by key and window. Each lane accumulates its own slices; at the epoch's end the windows that the minimum over the lanes has passed are combined
/// in the order of the lanes and leave in the order of their ends. Where lateness is allowed, a window stays until that has passed, too, and what a late row changes in it
/// leaves again at the epoch's end: how often depends on how epochs are cut, the last row of a key and window on the log alone.
/// </summary>
public sealed class WindowAggregateOperator : MergeOperator
{
    /// <summary>Version 1 did not say which windows are closed: without allowed lateness those that were released.</summary>
    private const byte MergePageVersion = 2;
    private const string MergePageId = "released";

    private readonly WindowAggregateSettings _settings;
    private readonly WindowGrid _grid;
    private readonly List<WindowLane> _lanes = [];
    private readonly List<GroupSlice> _parts = [];
    private readonly List<long> _ends = [];
    private readonly GroupCombiner _combiner;
    private readonly GroupEmitter _emitter;
    private readonly PageWriter _page = new();
    private long _corrected;
    private long _released = EventTime.NoWatermark;
    private long _closed = EventTime.NoWatermark;

    public WindowAggregateOperator(WindowAggregateSettings settings)
    {
        _settings = settings;
        _grid = new WindowGrid(settings.Size, settings.Every, settings.Offset);
        _combiner = new GroupCombiner(settings.Shape);
        _emitter = new GroupEmitter(settings.Shape, settings.Name, hasWindow: true);
    }

    public override string Name => _settings.Name;

    public override string Signature => FormattableString.Invariant(
        $"window aggregate 1, size {_settings.Size} every {_settings.Every} offset {_settings.Offset}, {_settings.Shape.Signature}");

    public override long Released => _released;

    public override long GroupCount => _lanes.Sum(lane => lane.Slices.Open.Sum(slice => (long)slice.Groups.Count));

    public override long StateBytes => _lanes.Sum(lane => lane.Slices.Keys.ByteSize + lane.Slices.Open.Sum(slice => slice.Groups.ByteSize));

    public override long LateRowCount => _lanes.Sum(lane => lane.LateRowCount);

    public override LatenessHistogram Lateness => _lanes.Aggregate(default(LatenessHistogram), (sum, lane) => sum + lane.Lateness);

    public override long AcceptedLateRowCount => _lanes.Sum(lane => lane.AcceptedLateRowCount);

    public override long CorrectedRowCount => _corrected;

    /// <summary>Nothing is open, and no lane takes part in the minimum: who waits for these rows would wait for ever.</summary>
    private bool HasNothingToCome => _lanes.TrueForAll(lane => lane.Time.IsIdle && lane.Slices.Open.Count == 0);

    private bool IsOnUpdate => _settings.Emit == EmitMode.OnUpdate;

    private bool TracksChanges => IsOnUpdate || _settings.AllowedLateness > 0;

    public override RowConsumer AddLane(LaneId lane, RowConsumer? lateRows, LateRecords? lateRecords = null)
    {
        var added = LaneOf(lane);
        added.Claim(lateRows, lateRecords);
        return added;
    }

    public override void EndEpoch(bool flush)
    {
        try
        {
            var before = _released;
            _released = NextReleased(flush);
            FindDueEnds(before);
            EmitDue(before);
            _emitter.Flush(Output);
            _closed = Math.Max(_closed, EventTime.Minus(_released, _settings.AllowedLateness));
            foreach (var lane in _lanes)
                lane.EndEpoch(_released, _closed);
        }
        catch (StreamFaultException fault)
        {
            throw fault.At(Name);
        }

        Output.Advance(new LaneTime(_released, IsIdle: HasNothingToCome));
    }

    public override void Snapshot(ICollection<StatePage> pages)
    {
        foreach (var lane in _lanes)
        {
            foreach (var slice in lane.Slices.Open)
            {
                // The cast matters: a null array would turn into empty memory, which is not the same as no bytes.
                var bytes = slice.IsDirty ? (ReadOnlyMemory<byte>?)WindowSlices.Save(slice, _page) : null;
                pages.Add(new StatePage(Name, lane.Id.ToString(), slice.PageId, bytes));
                slice.IsDirty = false;
            }
        }

        _page.Clear();
        _page.WriteByte(MergePageVersion);
        _page.WriteInt64(_released);
        _page.WriteInt64(_emitter.NextOffset);
        _page.WriteInt64(_closed);
        pages.Add(new StatePage(Name, "", MergePageId, _page.ToArray()));
    }

    public override void Restore(string lane, string pageId, ReadOnlyMemory<byte> bytes)
    {
        if (lane.Length != 0)
        {
            LaneOf(LaneNames.Parse(lane)).Slices.Load(bytes.Span);
            return;
        }

        var page = new PageReader(bytes.Span);
        if (pageId != MergePageId)
            throw PageReader.Damaged($"'{pageId}' is no page of a windowed aggregation");
        var version = page.RequireVersion(MergePageVersion, oldest: 1);
        _released = page.ReadInt64();
        _emitter.NextOffset = page.ReadInt64();
        _closed = version == 1 ? _released : page.ReadInt64();
        foreach (var known in _lanes)
            (known.Floor, known.Closed) = (_released, _closed);
    }

    private WindowLane LaneOf(LaneId id)
    {
        var index = _lanes.FindIndex(lane => lane.Id >= id);
        if (index >= 0 && _lanes[index].Id == id)
            return _lanes[index];
        var added = new WindowLane(id, _settings, _grid, TracksChanges) { Floor = _released, Closed = _closed };
        _lanes.Insert(index < 0 ? _lanes.Count : index, added);
        return added;
    }

    private long NextReleased(bool flush)
    {
        var next = LaneTimes.Released(_released, _lanes.Select(lane => lane.Time));
        if (!flush)
            return next;
        foreach (var lane in _lanes)
        {
            foreach (var slice in lane.Slices.Open)
                next = Math.Max(next, slice.LastEnd);
        }

        return next;
    }

    /// <summary>The ends, in order, of the windows that leave; on update also of those that changed, and with allowed lateness of those that left and changed.</summary>
    private void FindDueEnds(long before)
    {
        _ends.Clear();
        foreach (var lane in _lanes)
        {
            foreach (var slice in lane.Slices.Open)
            {
                var hasChanged = !slice.Groups.Changed.IsEmpty;
                for (var left = slice.AcceptedEnd; hasChanged && left <= Math.Min(slice.LastEnd, before); left += _grid.Every)
                    _ends.Add(left);
                if (IsOnUpdate && !hasChanged)
                    continue;
                var last = IsOnUpdate ? slice.LastEnd : Math.Min(slice.LastEnd, _released);

                // Windows up to the minimum before have left already; the slice stands for the later ones.
                var end = slice.AcceptedEnd > before ? slice.AcceptedEnd : _grid.EndAfter(before);
                for (; end <= last; end += _grid.Every)
                    _ends.Add(end);
            }
        }

        _ends.Sort();
    }

    private void EmitDue(long before)
    {
        _corrected = 0;
        var passed = before;
        var previous = EventTime.NoWatermark;
        foreach (var end in _ends)
        {
            if (end == previous)
                continue;
            previous = end;
            _parts.Clear();
            foreach (var lane in _lanes)
                lane.Slices.AddPartsOf(end, _parts);
            var hasLeft = end <= before;
            _combiner.Combine(_parts, onlyChanged: IsOnUpdate || hasLeft);
            if (hasLeft)
                _corrected += _combiner.Count;

            // A row carries a watermark from before its end: the windows before it, and nothing further. Nothing that judges by it takes corrections.
            var carried = hasLeft ? end - 1 : end <= _released ? passed : _released;
            _emitter.EmitWindow(_combiner, end - _grid.Size, end, carried, Output);
            passed = Math.Max(passed, Math.Min(end, _released));
        }
    }
}
