namespace StreamFlow.Operators.Aggregates;

/// <summary>A growing list of row or slot numbers that is filled again and again.</summary>
internal sealed class IndexBuffer
{
    private int[] _items = new int[256];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    public int this[int index] => _items[index];

    public void Add(int item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    public void Clear() => Count = 0;

    /// <summary>Empties the list and gives so many items to write.</summary>
    public Span<int> Overwrite(int count)
    {
        if (count > _items.Length)
            Array.Resize(ref _items, Math.Max(count, _items.Length * 2));
        Count = count;
        return _items.AsSpan(0, count);
    }

    /// <summary>0, 1, 2 … below <paramref name="count"/>.</summary>
    public ReadOnlySpan<int> Numbers(int count)
    {
        while (Count < count)
            Add(Count);
        return _items.AsSpan(0, count);
    }
}
