using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Groups;

/// <summary>
/// One aggregate of all groups of a slice: an array by slot. Accumulating is a left fold in the order of the rows, one row after the other:
/// never by batch, never reordered, so that sums of floating-point numbers are the same bit for bit however the rows were cut into batches.
/// </summary>
public abstract class Accumulator
{
    /// <summary>Bytes held, estimated.</summary>
    public abstract long ByteSize { get; }

    /// <summary>Makes the slots below <paramref name="slots"/>; new ones are empty.</summary>
    public abstract void Grow(int slots);

    /// <summary>Takes rows in, in order.</summary>
    /// <param name="slots">The slot of each row taken.</param>
    /// <param name="values">The argument's column; null where the aggregate has none.</param>
    /// <param name="rows">Which rows are taken, as many as slots; empty: the first ones, one behind the other.</param>
    /// <exception cref="StreamFaultException">The result does not fit its type.</exception>
    public abstract void Accumulate(ReadOnlySpan<int> slots, Column? values, ReadOnlySpan<int> rows);

    /// <summary>Takes what another accumulator of the same aggregate holds into slots of this one, pair by pair.</summary>
    public abstract void Combine(ReadOnlySpan<int> slots, Accumulator source, ReadOnlySpan<int> sourceSlots);

    /// <summary>Appends the results of the slots.</summary>
    public abstract void Write(ReadOnlySpan<int> slots, Column target);

    public abstract void Save(PageWriter page, int from, int count);

    /// <summary>Reads slots back that exist and are empty.</summary>
    public abstract void Load(ref PageReader page, int from, int count);

    /// <summary>Empties all slots and keeps the buffers.</summary>
    public abstract void Reset();
}
