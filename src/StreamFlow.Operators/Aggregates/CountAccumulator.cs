using StreamFlow.Data;
using StreamFlow.State.Groups;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Counts rows: all of them, those with a value, or those where a condition is true.</summary>
internal sealed class CountAccumulator(CountAccumulator.Condition condition) : Accumulator
{
    private long[] _counts = new long[64];
    private int _count;

    public enum Condition
    {
        Always,
        HasValue,
        IsTrue,
    }

    public override long ByteSize => 8L * _counts.Length;

    public override void Grow(int slots)
    {
        if (slots > _counts.Length)
            Array.Resize(ref _counts, Math.Max(slots, _counts.Length * 2));
        _count = Math.Max(_count, slots);
    }

    public override void Accumulate(ReadOnlySpan<int> slots, Column? values, ReadOnlySpan<int> rows)
    {
        var counts = _counts;
        if (condition == Condition.IsTrue)
        {
            var truths = (BooleanColumn)values!;
            for (var i = 0; i < slots.Length; i++)
            {
                var row = rows.IsEmpty ? i : rows[i];
                if (truths[row] && !truths.IsNull(row))
                    counts[slots[i]]++;
            }
        }
        else if (condition == Condition.HasValue && values!.HasNulls)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                if (!values.IsNull(rows.IsEmpty ? i : rows[i]))
                    counts[slots[i]]++;
            }
        }
        else
        {
            foreach (var slot in slots)
                counts[slot]++;
        }
    }

    public override void Combine(ReadOnlySpan<int> slots, Accumulator source, ReadOnlySpan<int> sourceSlots)
    {
        var others = ((CountAccumulator)source)._counts;
        for (var i = 0; i < slots.Length; i++)
            _counts[slots[i]] += others[sourceSlots[i]];
    }

    public override void Write(ReadOnlySpan<int> slots, Column target)
    {
        var results = (ValueColumn<long>)target;
        foreach (var slot in slots)
            results.Append(_counts[slot]);
    }

    public override void Save(PageWriter page, int from, int count) => page.WriteAll<long>(_counts.AsSpan(from, count));

    public override void Load(ref PageReader page, int from, int count) => page.ReadAll(_counts.AsSpan(from, count));

    public override void Reset()
    {
        Array.Clear(_counts, 0, _count);
        _count = 0;
    }
}
