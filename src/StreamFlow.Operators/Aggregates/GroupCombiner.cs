using StreamFlow.State.Groups;
using StreamFlow.State.Keys;

namespace StreamFlow.Operators.Aggregates;

/// <summary>
/// Combines slices of several lanes, in the order in which they are given, into one set of groups. Slices that share a key table (those of one lane) stand
/// side by side. Groups are in the order of first touch. A single slice is read where it is.
/// </summary>
internal sealed class GroupCombiner(AggregateShape shape)
{
    private readonly Accumulator[] _merged = shape.CreateAccumulators();
    private readonly KeyTable _mergedKeys = new();
    private readonly SlotMap _laneSlots = new();
    private readonly IndexBuffer _numbers = new();
    private readonly IndexBuffer _keyIds = new();
    private readonly IndexBuffer _slots = new();
    private readonly IndexBuffer _targets = new();
    private readonly IndexBuffer _sources = new();
    private KeyTable _keys = new();
    private bool _isDirect;
    private GroupSlice? _direct;

    /// <summary>Groups in the result.</summary>
    public int Count { get; private set; }

    /// <summary>The accumulators that hold the result, to be read at <see cref="Slots"/>.</summary>
    public IReadOnlyList<Accumulator> Accumulators => _isDirect ? _direct!.Accumulators : _merged;

    /// <summary>The slot of each group of the result.</summary>
    public ReadOnlySpan<int> Slots => _slots.Items;

    public ReadOnlySpan<byte> KeyOf(int group) => _keys.KeyOf(_isDirect ? _direct!.KeyIds[_slots[group]] : _keyIds[group]);

    /// <param name="slices">In the order in which they are combined.</param>
    /// <param name="onlyChanged">Only the groups that changed in some of the slices; their results are of all slices.</param>
    public void Combine(List<GroupSlice> slices, bool onlyChanged)
    {
        _isDirect = slices.Count == 1;
        _direct = _isDirect ? slices[0] : null;
        if (_direct is not null)
        {
            _keys = _direct.Keys;
            var chosen = onlyChanged ? _direct.Changed : _numbers.Numbers(_direct.Count);
            chosen.CopyTo(_slots.Overwrite(chosen.Length));
            Count = chosen.Length;
            return;
        }

        foreach (var accumulator in _merged)
            accumulator.Reset();
        _mergedKeys.Clear();
        _keyIds.Clear();
        Count = 0;
        var isOneLane = slices.Count != 0 && slices.TrueForAll(slice => slice.Keys == slices[0].Keys);
        _keys = isOneLane ? slices[0].Keys : _mergedKeys;
        if (onlyChanged)
            CombineChanged(slices, isOneLane);
        else
            CombineAll(slices, isOneLane);
        _numbers.Numbers(Count).CopyTo(_slots.Overwrite(Count));
    }

    private void CombineAll(List<GroupSlice> slices, bool isOneLane)
    {
        KeyTable? lane = null;
        foreach (var slice in slices)
        {
            if (slice.Keys != lane)
                _laneSlots.Clear();
            lane = slice.Keys;
            var keyIds = slice.KeyIds;
            var targets = _targets.Overwrite(keyIds.Length);
            for (var i = 0; i < targets.Length; i++)
                targets[i] = GroupOf(lane, keyIds[i], isOneLane);
            Take(slice, _targets.Items, _numbers.Numbers(targets.Length));
        }

        _laneSlots.Clear();
    }

    private void CombineChanged(List<GroupSlice> slices, bool isOneLane)
    {
        KeyTable? lane = null;
        foreach (var slice in slices)
        {
            if (slice.Keys != lane)
                _laneSlots.Clear();
            lane = slice.Keys;
            foreach (var slot in slice.Changed)
                GroupOf(lane, slice.KeyIds[slot], isOneLane);
        }

        _laneSlots.Clear();
        foreach (var slice in slices)
        {
            _targets.Clear();
            _sources.Clear();
            for (var group = 0; group < Count; group++)
            {
                var id = isOneLane ? _keyIds[group] : slice.Keys.Find(_mergedKeys.KeyOf(group));
                var slot = id < 0 ? -1 : slice.Find(id);
                if (slot < 0)
                    continue;
                _targets.Add(group);
                _sources.Add(slot);
            }

            Take(slice, _targets.Items, _sources.Items);
        }
    }

    /// <summary>The group of a lane's key; an unknown one comes in.</summary>
    private int GroupOf(KeyTable lane, int keyId, bool isOneLane)
    {
        var group = _laneSlots.Find(keyId);
        if (group >= 0)
            return group;

        // The merge's own table gives its ids in order, so they are the groups.
        group = isOneLane ? Count : _mergedKeys.Intern(lane.KeyOf(keyId));
        _laneSlots.Add(keyId, group, lane.IdLimit);
        if (group == Count)
        {
            Count++;
            _keyIds.Add(isOneLane ? keyId : group);
        }

        return group;
    }

    private void Take(GroupSlice slice, ReadOnlySpan<int> targets, ReadOnlySpan<int> sources)
    {
        for (var i = 0; i < _merged.Length; i++)
        {
            _merged[i].Grow(Count);
            _merged[i].Combine(targets, slice.Accumulators[i], sources);
        }
    }
}
