using StreamFlow.Data;
using StreamFlow.State.Groups;
using StreamFlow.State.Keys;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.Aggregates;

/// <summary>Picks one value of a type without fixed width for each group: the smallest or largest text or bytes (ordinal), or the first or last value of any type.</summary>
internal sealed class BytesAccumulator(DataType type, BytesAccumulator.Pick pick) : Accumulator
{
    private readonly ColumnCodec? _codec = type.Kind is TypeKind.String or TypeKind.Binary ? null : ColumnCodec.For(type);
    private readonly PageWriter _encoded = new();
    private byte[]?[] _values = new byte[64][];
    private int[] _lengths = new int[64];
    private long _bytes;
    private int _count;

    public enum Pick
    {
        Smallest,
        Largest,
        First,
        Last,
    }

    // What _lengths says besides a length; 0 is a slot without rows, so lengths are kept plus one.
    private const int NoRow = 0;
    private const int Null = -1;

    public override long ByteSize => _bytes + (12L * _lengths.Length);

    public override void Grow(int slots)
    {
        if (slots > _lengths.Length)
        {
            var size = Math.Max(slots, _lengths.Length * 2);
            Array.Resize(ref _lengths, size);
            Array.Resize(ref _values, size);
        }

        _count = Math.Max(_count, slots);
    }

    public override void Accumulate(ReadOnlySpan<int> slots, Column? values, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var row = rows.IsEmpty ? i : rows[i];
            if (values!.IsNull(row))
                TakeNull(slots[i]);
            else
                Take(slots[i], BytesOf(values, row));
        }
    }

    public override void Combine(ReadOnlySpan<int> slots, Accumulator source, ReadOnlySpan<int> sourceSlots)
    {
        var other = (BytesAccumulator)source;
        for (var i = 0; i < slots.Length; i++)
        {
            var from = sourceSlots[i];
            if (other._lengths[from] == Null)
                TakeNull(slots[i]);
            else if (other._lengths[from] != NoRow)
                Take(slots[i], other.ValueOf(from));
        }
    }

    public override void Write(ReadOnlySpan<int> slots, Column target)
    {
        foreach (var slot in slots)
        {
            if (_lengths[slot] <= 0)
            {
                target.AppendNull();
            }
            else if (_codec is null)
            {
                ((BinaryColumn)target).Append(ValueOf(slot));
            }
            else
            {
                var reader = new PageReader(ValueOf(slot));
                _codec.Decode(ref reader, target);
            }
        }
    }

    public override void Save(PageWriter page, int from, int count)
    {
        page.WriteAll<int>(_lengths.AsSpan(from, count));
        for (var slot = from; slot < from + count; slot++)
            page.WriteAll(ValueOf(slot));
    }

    public override void Load(ref PageReader page, int from, int count)
    {
        page.ReadAll(_lengths.AsSpan(from, count));
        for (var slot = from; slot < from + count; slot++)
        {
            if (_lengths[slot] > 0)
                Keep(slot, page.Take(_lengths[slot] - 1));
        }
    }

    public override void Reset()
    {
        Array.Clear(_lengths, 0, _count);
        _count = 0;
    }

    private ReadOnlySpan<byte> BytesOf(Column values, int row)
    {
        if (_codec is null)
            return ((BinaryColumn)values)[row];
        _encoded.Clear();
        _codec.Encode(values, row, _encoded);
        return _encoded.Written;
    }

    private ReadOnlySpan<byte> ValueOf(int slot) => _lengths[slot] <= 0 ? default : _values[slot].AsSpan(0, _lengths[slot] - 1);

    private void Take(int slot, ReadOnlySpan<byte> value)
    {
        var takes = _lengths[slot] == NoRow || pick switch
        {
            Pick.Smallest => value.SequenceCompareTo(ValueOf(slot)) < 0,
            Pick.Largest => value.SequenceCompareTo(ValueOf(slot)) > 0,
            _ => pick == Pick.Last,
        };
        if (takes)
            Keep(slot, value);
    }

    private void TakeNull(int slot)
    {
        if (pick == Pick.Last || (pick == Pick.First && _lengths[slot] == NoRow))
            _lengths[slot] = Null;
    }

    private void Keep(int slot, ReadOnlySpan<byte> value)
    {
        var room = _values[slot] ?? [];
        if (room.Length < value.Length)
        {
            _bytes += value.Length - room.Length;
            _values[slot] = room = new byte[value.Length];
        }

        value.CopyTo(room);
        _lengths[slot] = value.Length + 1;
    }
}
