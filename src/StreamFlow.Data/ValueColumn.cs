using System.Runtime.CompilerServices;

namespace StreamFlow.Data;

/// <summary>Values of a fixed width, one behind the other.</summary>
public sealed class ValueColumn<T>(DataType type) : Column(type)
    where T : unmanaged
{
    private T[] _values = [];

    /// <summary>The values; those of null rows mean nothing.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Length);

    public override long ByteSize => (long)Length * Unsafe.SizeOf<T>();

    public T this[int row] => _values[row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(T value)
    {
        var row = Length;
        if ((uint)row >= (uint)_values.Length)
            Grow(row + 1);
        _values[row] = value;
        Length = row + 1;
        if ((row & 7) == 0)
            Grown();
    }

    public void Append(ReadOnlySpan<T> values) => values.CopyTo(AppendUninitialized(values.Length));

    /// <summary>Adds rows and gives their values to write; all of them have a value.</summary>
    public Span<T> AppendUninitialized(int rows)
    {
        var start = Length;
        if (start + rows > _values.Length)
            Grow(start + rows);
        Length = start + rows;
        Grown();
        return _values.AsSpan(start, rows);
    }

    /// <summary>Empties the column, then as <see cref="AppendUninitialized"/>: what a kernel writes its result into.</summary>
    public Span<T> Overwrite(int rows)
    {
        Reset();
        return AppendUninitialized(rows);
    }

    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        if (source.HasNulls)
        {
            base.AppendRows(source, rows);
            return;
        }

        var from = ((ValueColumn<T>)source).Values;
        var to = AppendUninitialized(rows.Length);
        for (var i = 0; i < rows.Length; i++)
            to[i] = from[rows[i]];
    }

    public override void AppendAll(Column source)
    {
        if (source.HasNulls)
            base.AppendAll(source);
        else
            Append(((ValueColumn<T>)source).Values);
    }

    protected override void ResetValues()
    {
    }

    protected override void AppendStoredValue(object value) => Append((T)value);

    protected override void AppendDefault() => Append(default(T));

    protected override void AppendValueFrom(Column source, int row) => Append(((ValueColumn<T>)source)._values[row]);

    private void Grow(int rows) => Array.Resize(ref _values, Math.Max(rows, Math.Max(64, _values.Length * 2)));
}
