using System.Runtime.CompilerServices;
using StreamFlow.Data;
using StreamFlow.State.Groups;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.Aggregates;

/// <summary>An aggregate over values of fixed width with a state of fixed width: the loops that all of them share, specialised for each.</summary>
internal sealed class FoldAccumulator<TIn, TState, TOut, TFold> : Accumulator
    where TIn : unmanaged
    where TState : unmanaged
    where TOut : unmanaged
    where TFold : struct, IFold<TIn, TState, TOut>
{
    private TState[] _states = new TState[64];
    private int _count;

    public override long ByteSize => (long)_states.Length * Unsafe.SizeOf<TState>();

    public override void Grow(int slots)
    {
        if (slots > _states.Length)
            Array.Resize(ref _states, Math.Max(slots, _states.Length * 2));
        _count = Math.Max(_count, slots);
    }

    public override void Accumulate(ReadOnlySpan<int> slots, Column? values, ReadOnlySpan<int> rows)
    {
        try
        {
            if (values!.HasNulls)
                AddSomeNull(slots, (ValueColumn<TIn>)values, rows);
            else if (rows.IsEmpty)
                AddAll(slots, ((ValueColumn<TIn>)values).Values);
            else
                AddRows(slots, ((ValueColumn<TIn>)values).Values, rows);
        }
        catch (OverflowException overflow)
        {
            throw AggregateFaults.Overflow(values!.Type, overflow);
        }
    }

    public override void Combine(ReadOnlySpan<int> slots, Accumulator source, ReadOnlySpan<int> sourceSlots)
    {
        var others = ((FoldAccumulator<TIn, TState, TOut, TFold>)source)._states;
        var states = _states;
        try
        {
            for (var i = 0; i < slots.Length; i++)
                TFold.Combine(ref states[slots[i]], in others[sourceSlots[i]]);
        }
        catch (OverflowException overflow)
        {
            throw AggregateFaults.Overflow(null, overflow);
        }
    }

    public override void Write(ReadOnlySpan<int> slots, Column target)
    {
        var results = (ValueColumn<TOut>)target;
        foreach (var slot in slots)
        {
            if (TFold.TryResult(in _states[slot], out var result))
                results.Append(result);
            else
                results.AppendNull();
        }
    }

    public override void Save(PageWriter page, int from, int count) => page.WriteAll<TState>(_states.AsSpan(from, count));

    public override void Load(ref PageReader page, int from, int count) => page.ReadAll(_states.AsSpan(from, count));

    public override void Reset()
    {
        Array.Clear(_states, 0, _count);
        _count = 0;
    }

    private void AddAll(ReadOnlySpan<int> slots, ReadOnlySpan<TIn> values)
    {
        var states = _states;
        values = values[..slots.Length];
        for (var i = 0; i < slots.Length; i++)
            TFold.Add(ref states[slots[i]], values[i]);
    }

    private void AddRows(ReadOnlySpan<int> slots, ReadOnlySpan<TIn> values, ReadOnlySpan<int> rows)
    {
        var states = _states;
        slots = slots[..rows.Length];
        for (var i = 0; i < rows.Length; i++)
            TFold.Add(ref states[slots[i]], values[rows[i]]);
    }

    private void AddSomeNull(ReadOnlySpan<int> slots, ValueColumn<TIn> values, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var row = rows.IsEmpty ? i : rows[i];
            if (values.IsNull(row))
                TFold.AddNull(ref _states[slots[i]]);
            else
                TFold.Add(ref _states[slots[i]], values[row]);
        }
    }
}
