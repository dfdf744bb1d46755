namespace StreamFlow.Data;

/// <summary>Lists: offsets into one child column that holds all items.</summary>
public sealed class ListColumn : Column
{
    private int[] _offsets = new int[65];

    public ListColumn(DataType type)
        : base(type) => Items = Create(type.Item.Type);

    /// <summary>The items of all rows, one behind the other.</summary>
    public Column Items { get; }

    /// <summary>Where each row's items begin; one more entry than rows, the last is the end.</summary>
    public ReadOnlySpan<int> ValueOffsets => _offsets.AsSpan(0, Length + 1);

    public override long ByteSize => Items.ByteSize + (4L * Length);

    /// <summary>Ends a row: its items are those appended to <see cref="Items"/> since the row before.</summary>
    public void AppendRow()
    {
        if (Length + 2 > _offsets.Length)
            Array.Resize(ref _offsets, _offsets.Length * 2);
        _offsets[++Length] = Items.Length;
        Grown();
    }

    protected override void ResetValues()
    {
        _offsets[0] = 0;
        Items.Reset();
    }

    protected override void AppendDefault() => AppendRow();

    protected override void AppendValueFrom(Column source, int row)
    {
        var from = (ListColumn)source;
        for (var item = from._offsets[row]; item < from._offsets[row + 1]; item++)
            Items.AppendFrom(from.Items, item);
        AppendRow();
    }

    protected override void TruncateValues(int length) => Items.Truncate(_offsets[length]);
}
