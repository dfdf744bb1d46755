using StreamFlow.Data;
using StreamFlow.State.Groups;
using StreamFlow.State.Keys;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Counts the different values of each group, exactly; nulls do not count. A table of all values, a set of pairs (slot, value), and each slot's pairs as a chain.</summary>
internal sealed class DistinctCountAccumulator(DataType type) : Accumulator
{
    private readonly ColumnCodec _codec = ColumnCodec.For(type);
    private readonly PageWriter _encoded = new();
    private readonly KeyTable _values = new();
    private readonly HashSet<(int Slot, int Value)> _pairs = [];
    private (int Value, int Next)[] _chain = new (int, int)[64];
    private int[] _heads = new int[64];
    private int[] _counts = new int[64];
    private int _count;

    public override long ByteSize => _values.ByteSize + (24L * _pairs.Count) + (8L * _chain.Length) + (8L * _heads.Length);

    public override void Grow(int slots)
    {
        if (slots > _heads.Length)
        {
            var size = Math.Max(slots, _heads.Length * 2);
            Array.Resize(ref _heads, size);
            Array.Resize(ref _counts, size);
        }

        _count = Math.Max(_count, slots);
    }

    public override void Accumulate(ReadOnlySpan<int> slots, Column? values, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var row = rows.IsEmpty ? i : rows[i];
            if (values!.IsNull(row))
                continue;
            _encoded.Clear();
            _codec.Encode(values, row, _encoded);
            Take(slots[i], _encoded.Written);
        }
    }

    public override void Combine(ReadOnlySpan<int> slots, Accumulator source, ReadOnlySpan<int> sourceSlots)
    {
        var other = (DistinctCountAccumulator)source;
        for (var i = 0; i < slots.Length; i++)
        {
            for (var link = other._heads[sourceSlots[i]]; link != 0; link = other._chain[link - 1].Next)
                Take(slots[i], other._values.KeyOf(other._chain[link - 1].Value));
        }
    }

    public override void Write(ReadOnlySpan<int> slots, Column target)
    {
        var results = (ValueColumn<long>)target;
        foreach (var slot in slots)
            results.Append(_counts[slot]);
    }

    public override void Save(PageWriter page, int from, int count)
    {
        for (var slot = from; slot < from + count; slot++)
        {
            page.WriteInt32(_counts[slot]);
            for (var link = _heads[slot]; link != 0; link = _chain[link - 1].Next)
                page.WriteBytes(_values.KeyOf(_chain[link - 1].Value));
        }
    }

    public override void Load(ref PageReader page, int from, int count)
    {
        for (var slot = from; slot < from + count; slot++)
        {
            for (var left = page.ReadCount(bytesEach: 4); left > 0; left--)
                Take(slot, page.ReadBytes());
        }
    }

    public override void Reset()
    {
        _values.Clear();
        _pairs.Clear();
        Array.Clear(_heads, 0, _count);
        Array.Clear(_counts, 0, _count);
        _count = 0;
    }

    private void Take(int slot, ReadOnlySpan<byte> value)
    {
        var id = _values.Intern(value);
        if (!_pairs.Add((slot, id)))
            return;
        var link = _pairs.Count;
        if (link > _chain.Length)
            Array.Resize(ref _chain, link * 2);
        _chain[link - 1] = (id, _heads[slot]);
        _heads[slot] = link;
        _counts[slot]++;
    }
}
