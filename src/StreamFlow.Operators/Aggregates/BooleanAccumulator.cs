using StreamFlow.Data;
using StreamFlow.State.Groups;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.Aggregates;

/// <summary>An aggregate of booleans, which lie in bits, by one of bytes.</summary>
internal sealed class BooleanAccumulator(Accumulator bytes) : Accumulator
{
    private readonly ValueColumn<byte> _scratch = new(DataType.UInt8);

    public override long ByteSize => bytes.ByteSize;

    public override void Grow(int slots) => bytes.Grow(slots);

    public override void Accumulate(ReadOnlySpan<int> slots, Column? values, ReadOnlySpan<int> rows)
    {
        var truths = (BooleanColumn)values!;
        var target = _scratch.Overwrite(truths.Length);
        for (var row = 0; row < target.Length; row++)
            target[row] = truths[row] ? (byte)1 : (byte)0;
        _scratch.CopyNullsFrom(truths);
        bytes.Accumulate(slots, _scratch, rows);
    }

    public override void Combine(ReadOnlySpan<int> slots, Accumulator source, ReadOnlySpan<int> sourceSlots) =>
        bytes.Combine(slots, ((BooleanAccumulator)source).Bytes, sourceSlots);

    public override void Write(ReadOnlySpan<int> slots, Column target)
    {
        _scratch.Reset();
        bytes.Write(slots, _scratch);
        for (var i = 0; i < _scratch.Length; i++)
        {
            if (_scratch.IsNull(i))
                target.AppendNull();
            else
                ((BooleanColumn)target).Append(_scratch[i] != 0);
        }
    }

    public override void Save(PageWriter page, int from, int count) => bytes.Save(page, from, count);

    public override void Load(ref PageReader page, int from, int count) => bytes.Load(ref page, from, count);

    public override void Reset() => bytes.Reset();

    private Accumulator Bytes => bytes;
}
