using StreamFlow.Operators.Aggregates;
using StreamFlow.Operators.BadRecords;
using StreamFlow.Operators.Merging;
using StreamFlow.State;
using StreamFlow.State.Groups;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.GroupAggregate;

/// <summary>
/// Aggregates by key over everything so far. Each lane has its own partial groups; at the epoch's end each key that changed in some lane leaves once,
/// combined over all lanes in their order.
/// </summary>
public sealed class GroupAggregateOperator : MergeOperator
{
    private const byte MergePageVersion = 1;
    private const string MergePageId = "rows";

    private readonly AggregateShape _shape;
    private readonly List<GroupLane> _lanes = [];
    private readonly List<GroupSlice> _parts = [];
    private readonly GroupCombiner _combiner;
    private readonly GroupEmitter _emitter;
    private readonly PageWriter _page = new();

    /// <param name="name">The node's name.</param>
    /// <param name="shape">Keys, aggregates and result columns.</param>
    public GroupAggregateOperator(string name, AggregateShape shape)
    {
        Name = name;
        _shape = shape;
        _combiner = new GroupCombiner(shape);
        _emitter = new GroupEmitter(shape, name, hasWindow: false);
    }

    public override string Name { get; }

    public override string Signature => $"group aggregate 1, {_shape.Signature}";

    public override long Released => EventTime.NoWatermark;

    public override long GroupCount => _lanes.Sum(lane => (long)lane.Groups.Count);

    public override long StateBytes => _lanes.Sum(lane => lane.ByteSize);

    public override long LateRowCount => 0;

    public override RowConsumer AddLane(LaneId lane, RowConsumer? lateRows, LateRecords? lateRecords = null)
    {
        CompleteRestore();
        return LaneOf(lane);
    }

    public override void EndEpoch(bool flush)
    {
        CompleteRestore();
        try
        {
            _parts.Clear();
            foreach (var lane in _lanes)
            {
                if (lane.Groups.Count != 0)
                    _parts.Add(lane.Groups);
            }

            _combiner.Combine(_parts, onlyChanged: true);
            _emitter.Emit(_combiner, Output);
            _emitter.Flush(Output);
        }
        catch (StreamFaultException fault)
        {
            throw fault.At(Name);
        }

        foreach (var lane in _lanes)
            lane.EndEpoch();
        Output.Advance(new LaneTime(EventTime.NoWatermark, IsIdle: false));
    }

    public override void Snapshot(ICollection<StatePage> pages)
    {
        CompleteRestore();
        foreach (var lane in _lanes)
        {
            foreach (var (pageId, bytes) in lane.Save(_page))
                pages.Add(new StatePage(Name, lane.Id.ToString(), pageId, bytes is null ? (ReadOnlyMemory<byte>?)null : bytes.AsMemory()));
        }

        _page.Clear();
        _page.WriteByte(MergePageVersion);
        _page.WriteInt64(_emitter.NextOffset);
        pages.Add(new StatePage(Name, "", MergePageId, _page.ToArray()));
    }

    public override void Restore(string lane, string pageId, ReadOnlyMemory<byte> bytes)
    {
        if (lane.Length != 0)
        {
            LaneOf(LaneNames.Parse(lane)).Restore(pageId, bytes);
            return;
        }

        var page = new PageReader(bytes.Span);
        if (pageId != MergePageId)
            throw PageReader.Damaged($"'{pageId}' is no page of an aggregation");
        page.RequireVersion(MergePageVersion);
        _emitter.NextOffset = page.ReadInt64();
    }

    private GroupLane LaneOf(LaneId id)
    {
        var index = _lanes.FindIndex(lane => lane.Id >= id);
        if (index >= 0 && _lanes[index].Id == id)
            return _lanes[index];
        var added = new GroupLane(id, Name, _shape);
        _lanes.Insert(index < 0 ? _lanes.Count : index, added);
        return added;
    }

    private void CompleteRestore()
    {
        foreach (var lane in _lanes)
            lane.CompleteRestore();
    }
}
