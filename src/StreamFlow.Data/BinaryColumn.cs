using System.Runtime.CompilerServices;
using System.Text;

namespace StreamFlow.Data;

/// <summary>Strings (UTF-8) or bytes: offsets, and one run of bytes. At most 2 GiB a column.</summary>
public sealed class BinaryColumn(DataType type) : Column(type)
{
    private int[] _offsets = new int[65];
    private byte[] _bytes = [];

    /// <summary>Where each row's bytes begin; one more entry than rows, the last is the end.</summary>
    public ReadOnlySpan<int> ValueOffsets => _offsets.AsSpan(0, Length + 1);

    /// <summary>The bytes of all rows.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _offsets[Length]);

    public override long ByteSize => _offsets[Length] + (4L * Length);

    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var start = _offsets[row];
            return _bytes.AsSpan(start, _offsets[row + 1] - start);
        }
    }

    public string GetString(int row) => Encoding.UTF8.GetString(this[row]);

    public void Append(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    public void Append(string value)
    {
        var room = Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        Commit(Encoding.UTF8.GetBytes(value, room));
    }

    /// <summary>Room for the next row's bytes, to be written and then committed.</summary>
    public Span<byte> Reserve(int bytesMax)
    {
        var used = _offsets[Length];
        var needed = checked(used + bytesMax);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(needed, (int)Math.Min(Math.Max(1024L, _bytes.Length * 2L), Array.MaxLength)));
        return _bytes.AsSpan(used, bytesMax);
    }

    /// <summary>Ends the row whose bytes were written into what <see cref="Reserve"/> gave.</summary>
    public void Commit(int bytes)
    {
        var row = Length;
        if (row + 2 > _offsets.Length)
            Array.Resize(ref _offsets, _offsets.Length * 2);
        _offsets[row + 1] = _offsets[row] + bytes;
        Length = row + 1;
        Grown();
    }

    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        if (source.HasNulls)
        {
            base.AppendRows(source, rows);
            return;
        }

        var from = (BinaryColumn)source;
        foreach (var row in rows)
            Append(from[row]);
    }

    public override void AppendAll(Column source)
    {
        if (source.HasNulls)
        {
            base.AppendAll(source);
            return;
        }

        var from = (BinaryColumn)source;
        var used = _offsets[Length];
        from.Bytes.CopyTo(Reserve(from.Bytes.Length));
        if (Length + from.Length + 1 > _offsets.Length)
            Array.Resize(ref _offsets, Math.Max(Length + from.Length + 1, _offsets.Length * 2));
        for (var row = 1; row <= from.Length; row++)
            _offsets[Length + row] = used + from._offsets[row];
        Length += from.Length;
        Grown();
    }

    protected override void ResetValues() => _offsets[0] = 0;

    protected override void AppendStoredValue(object value)
    {
        if (value is string text)
            Append(text);
        else
            Append((byte[])value);
    }

    protected override void AppendDefault() => Commit(0);

    protected override void AppendValueFrom(Column source, int row) => Append(((BinaryColumn)source)[row]);
}
