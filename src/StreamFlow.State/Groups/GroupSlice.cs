using StreamFlow.Data;
using StreamFlow.State.Keys;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Groups;

/// <summary>
/// Groups with their accumulators, in dense slots in the order of first touch. The key ids belong to the table of the lane, which is shared by its slices.
/// </summary>
public sealed class GroupSlice(KeyTable keys, Accumulator[] accumulators, bool tracksChanges)
{
    private readonly SlotMap _slots = new();
    private int[] _keyIds = new int[64];
    private int[] _changed = new int[tracksChanges ? 64 : 0];
    private bool[] _isChanged = new bool[tracksChanges ? 64 : 0];
    private int _changedCount;

    public KeyTable Keys { get; } = keys;

    public IReadOnlyList<Accumulator> Accumulators => accumulators;

    /// <summary>Groups in the slice.</summary>
    public int Count { get; private set; }

    /// <summary>The key of each slot.</summary>
    public ReadOnlySpan<int> KeyIds => _keyIds.AsSpan(0, Count);

    /// <summary>The slots touched since <see cref="ForgetChanges"/>, in order of touch; empty when changes are not tracked.</summary>
    public ReadOnlySpan<int> Changed => _changed.AsSpan(0, _changedCount);

    public long ByteSize => _slots.ByteSize + (4L * _keyIds.Length) + accumulators.Sum(accumulator => accumulator.ByteSize);

    /// <summary>The slot of a key, or -1.</summary>
    public int Find(int keyId) => _slots.Find(keyId);

    /// <summary>Takes rows in.</summary>
    /// <param name="ids">The key of every row of the batch.</param>
    /// <param name="arguments">The column of each accumulator; null where it has none.</param>
    /// <param name="rows">Which rows, in order; empty for all.</param>
    /// <param name="scratch">Room for a number a row taken.</param>
    public void Accumulate(ReadOnlySpan<int> ids, ReadOnlySpan<Column?> arguments, ReadOnlySpan<int> rows, Span<int> scratch)
    {
        var slots = scratch[..(rows.IsEmpty ? ids.Length : rows.Length)];
        if (rows.IsEmpty)
        {
            for (var i = 0; i < slots.Length; i++)
                slots[i] = SlotOf(ids[i]);
        }
        else
        {
            for (var i = 0; i < slots.Length; i++)
                slots[i] = SlotOf(ids[rows[i]]);
        }

        Grow();
        for (var i = 0; i < accumulators.Length; i++)
            accumulators[i].Accumulate(slots, arguments[i], rows);
        if (tracksChanges)
            MarkChanged(slots);
    }

    public void ForgetChanges()
    {
        foreach (var slot in Changed)
            _isChanged[slot] = false;
        _changedCount = 0;
    }

    /// <summary>Lets all keys go and empties the slice for its next use.</summary>
    public void Clear()
    {
        ForgetChanges();
        foreach (var id in KeyIds)
            Keys.Release(id);
        _slots.Clear();
        Count = 0;
        foreach (var accumulator in accumulators)
            accumulator.Reset();
    }

    /// <summary>Writes some of the slots: keys and accumulators.</summary>
    public void Save(PageWriter page, int from, int count)
    {
        page.WriteInt32(count);
        foreach (var id in KeyIds.Slice(from, count))
            page.WriteBytes(Keys.KeyOf(id));
        foreach (var accumulator in accumulators)
            accumulator.Save(page, from, count);
    }

    /// <summary>Appends the slots that <see cref="Save"/> wrote.</summary>
    public void Load(ref PageReader page)
    {
        var from = Count;
        var count = page.ReadCount(bytesEach: 4);
        Keys.Reserve(count);
        for (var i = 0; i < count; i++)
        {
            var id = Keys.Intern(page.ReadBytes());
            if (_slots.Find(id) >= 0)
                throw PageReader.Damaged("it holds a key twice");
            Add(id);
        }

        Grow();
        foreach (var accumulator in accumulators)
            accumulator.Load(ref page, from, count);
    }

    private int SlotOf(int id)
    {
        var slot = _slots.Find(id);
        return slot >= 0 ? slot : Add(id);
    }

    private int Add(int id)
    {
        var slot = Count++;
        if (slot == _keyIds.Length)
            Array.Resize(ref _keyIds, slot * 2);
        _keyIds[slot] = id;
        _slots.Add(id, slot, Keys.IdLimit);
        Keys.AddReference(id);
        return slot;
    }

    private void Grow()
    {
        foreach (var accumulator in accumulators)
            accumulator.Grow(Count);
        if (tracksChanges && _isChanged.Length < Count)
        {
            Array.Resize(ref _isChanged, _keyIds.Length);
            Array.Resize(ref _changed, _keyIds.Length);
        }
    }

    private void MarkChanged(ReadOnlySpan<int> slots)
    {
        foreach (var slot in slots)
        {
            if (_isChanged[slot])
                continue;
            _isChanged[slot] = true;
            _changed[_changedCount++] = slot;
        }
    }
}
