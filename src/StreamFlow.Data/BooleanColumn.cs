namespace StreamFlow.Data;

/// <summary>Booleans, one bit a row.</summary>
public sealed class BooleanColumn() : Column(DataType.Boolean)
{
    private byte[] _bits = [];

    /// <summary>The values as bits; those of null rows mean nothing, nor do the bits behind the last row.</summary>
    public ReadOnlySpan<byte> Bits => _bits.AsSpan(0, Bitmap.ByteCount(Length));

    public override long ByteSize => Bitmap.ByteCount(Length);

    public bool this[int row] => Bitmap.Get(_bits, row);

    public void Append(bool value)
    {
        AppendUninitialized(1);
        Bitmap.Set(_bits, Length - 1, value);
    }

    /// <summary>Empties the column and gives the bits of <paramref name="rows"/> rows to write (whole bytes, not cleared).</summary>
    public Span<byte> Overwrite(int rows)
    {
        Reset();
        AppendUninitialized(rows);
        return _bits.AsSpan(0, Bitmap.ByteCount(rows));
    }

    protected override void ResetValues()
    {
    }

    protected override void AppendStoredValue(object value) => Append((bool)value);

    protected override void AppendDefault() => Append(false);

    protected override void AppendValueFrom(Column source, int row) => Append(((BooleanColumn)source)[row]);

    private void AppendUninitialized(int rows)
    {
        Length += rows;
        var bytes = Bitmap.ByteCount(Length);
        if (bytes > _bits.Length)
            Array.Resize(ref _bits, Math.Max(bytes, Math.Max(64, _bits.Length * 2)));
        Grown();
    }
}
