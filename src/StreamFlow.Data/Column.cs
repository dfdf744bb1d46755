namespace StreamFlow.Data;

/// <summary>
/// Values of one type in Apache Arrow's layout. A column belongs to whoever made it: the owner fills it, hands it down for reading,
/// and fills it again for the next batch. Whoever wants to keep values longer copies them.
/// </summary>
public abstract class Column
{
    private byte[] _validity = [];
    private bool _hasValidity;

    protected Column(DataType type) => Type = type;

    public DataType Type { get; }

    /// <summary>Rows in the column.</summary>
    public int Length { get; protected set; }

    /// <summary>Rows without a value.</summary>
    public int NullCount { get; private set; }

    /// <summary>Whether any row may be null; when false <see cref="NullBitmap"/> is empty and need not be looked at.</summary>
    public bool HasNulls => NullCount != 0;

    /// <summary>One bit a row, set where there is a value; empty when no row is null.</summary>
    public ReadOnlySpan<byte> NullBitmap => HasNulls ? _validity.AsSpan(0, Bitmap.ByteCount(Length)) : default;

    /// <summary>An empty column of the type.</summary>
    public static Column Create(DataType type) => type.Kind switch
    {
        TypeKind.Boolean => new BooleanColumn(),
        TypeKind.Int8 => new ValueColumn<sbyte>(type),
        TypeKind.UInt8 => new ValueColumn<byte>(type),
        TypeKind.Int16 => new ValueColumn<short>(type),
        TypeKind.UInt16 => new ValueColumn<ushort>(type),
        TypeKind.Int32 or TypeKind.Date => new ValueColumn<int>(type),
        TypeKind.UInt32 => new ValueColumn<uint>(type),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => new ValueColumn<long>(type),
        TypeKind.UInt64 => new ValueColumn<ulong>(type),
        TypeKind.Float => new ValueColumn<float>(type),
        TypeKind.Double => new ValueColumn<double>(type),
        TypeKind.Decimal => new ValueColumn<decimal>(type),
        TypeKind.Guid => new ValueColumn<Guid>(type),
        TypeKind.String or TypeKind.Binary => new BinaryColumn(type),
        TypeKind.Struct => new StructColumn(type),
        TypeKind.List => new ListColumn(type),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no column for this type"),
    };

    public bool IsNull(int row) => HasNulls && !Bitmap.Get(_validity, row);

    /// <summary>Empties the column and keeps its buffers.</summary>
    public void Reset()
    {
        Length = 0;
        NullCount = 0;
        _hasValidity = false;
        ResetValues();
    }

    /// <summary>Appends a row without a value.</summary>
    public void AppendNull()
    {
        AppendDefault();
        MarkNull(Length - 1);
    }

    /// <summary>Appends a single value as the column stores it (text also as a string); null for a row without one. For constants and defaults: it boxes.</summary>
    /// <exception cref="InvalidCastException">The value has another type.</exception>
    public void AppendStored(object? value)
    {
        if (value is null)
            AppendNull();
        else
            AppendStoredValue(value);
    }

    /// <summary>Appends one row of a column of the same type.</summary>
    public void AppendFrom(Column source, int row)
    {
        if (source.IsNull(row))
            AppendNull();
        else
            AppendValueFrom(source, row);
    }

    /// <summary>Appends the given rows of a column of the same type, in the order given.</summary>
    public virtual void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
            AppendFrom(source, row);
    }

    /// <summary>Appends all rows of a column of the same type.</summary>
    public virtual void AppendAll(Column source)
    {
        for (var row = 0; row < source.Length; row++)
            AppendFrom(source, row);
    }

    /// <summary>Makes a row of this column null; its value stays what it was and means nothing.</summary>
    public void MarkNull(int row)
    {
        EnsureValidity(Length);
        if (Bitmap.Get(_validity, row))
        {
            Bitmap.Set(_validity, row, false);
            NullCount++;
        }
    }

    /// <summary>Makes exactly those rows null that are null in <paramref name="source"/>, which has the same length.</summary>
    public void CopyNullsFrom(Column source)
    {
        if (!source.HasNulls)
        {
            NullCount = 0;
            _hasValidity = false;
            return;
        }

        EnsureValidity(Length);
        source.NullBitmap.CopyTo(_validity);
        NullCount = source.NullCount;
    }

    /// <summary>Makes those rows null as well that are null in <paramref name="source"/>, which has the same length.</summary>
    public void AddNullsFrom(Column source)
    {
        if (!source.HasNulls)
            return;
        if (HasNulls)
            SetValidity(NullBitmap, source.NullBitmap);
        else
            CopyNullsFrom(source);
    }

    /// <summary>Makes exactly those rows null whose bit is clear; the bits behind the last row may be anything.</summary>
    public void SetValidity(ReadOnlySpan<byte> validity) => SetValidity(validity, validity);

    /// <summary>Shortens the column to its first rows: takes back what a row that turned out bad has written, an unfinished nested row or list as well.</summary>
    public void Truncate(int length)
    {
        if (length > Length)
            return;
        if (_hasValidity)
        {
            // Rows that come later must find their bits set.
            for (var row = length; row < Length; row++)
            {
                if (!Bitmap.Get(_validity, row))
                {
                    NullCount--;
                    Bitmap.Set(_validity, row, true);
                }
            }
        }

        TruncateValues(length);
        Length = length;
    }

    /// <summary>Bytes held by the column's rows, buffers counted by use.</summary>
    public abstract long ByteSize { get; }

    protected abstract void ResetValues();

    protected abstract void AppendDefault();

    protected virtual void AppendStoredValue(object value) => throw new InvalidCastException($"a {Type} takes no single value");

    protected abstract void AppendValueFrom(Column source, int row);

    protected virtual void TruncateValues(int length)
    {
    }

    /// <summary>Keeps the bitmap, once there is one, long enough: new rows have a value until marked otherwise.</summary>
    protected void Grown()
    {
        if (_hasValidity && Bitmap.ByteCount(Length) > _validity.Length)
            EnsureValidity(Length);
    }

    private void SetValidity(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        EnsureValidity(Length);
        var bytes = Bitmap.ByteCount(Length);
        for (var i = 0; i < bytes; i++)
            _validity[i] = (byte)(first[i] & second[i]);
        // Rows that come later must find their bits set.
        if ((Length & 7) != 0)
            _validity[bytes - 1] |= (byte)(0xFF << (Length & 7));
        NullCount = Length - Bitmap.CountSet(_validity, Length);
    }

    private void EnsureValidity(int rows)
    {
        var bytes = Bitmap.ByteCount(rows);
        if (_validity.Length < bytes)
        {
            var old = _validity.Length;
            Array.Resize(ref _validity, Math.Max(bytes, Math.Max(64, old * 2)));
            _validity.AsSpan(old).Fill(0xFF);
        }

        if (!_hasValidity)
        {
            _validity.AsSpan().Fill(0xFF);
            _hasValidity = true;
        }
    }
}
