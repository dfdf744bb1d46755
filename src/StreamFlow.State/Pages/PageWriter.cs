using System.Runtime.InteropServices;

namespace StreamFlow.State.Pages;

/// <summary>Bytes of a page, or of an encoded key, while they are written. Numbers are little-endian. Reused: <see cref="Clear"/> keeps the buffer.</summary>
public sealed class PageWriter
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>A copy of what was written, the taker's to keep.</summary>
    public byte[] ToArray() => Written.ToArray();

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteInt32(int value) => Write(value);

    public void WriteInt64(long value) => Write(value);

    /// <summary>The value as it lies in memory.</summary>
    public void Write<T>(T value)
        where T : unmanaged => MemoryMarshal.Write(Take(System.Runtime.CompilerServices.Unsafe.SizeOf<T>()), in value);

    /// <summary>The values as they lie in memory, without their number.</summary>
    public void WriteAll<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(Take(bytes.Length));
    }

    /// <summary>Length, then bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        Write(value.Length);
        value.CopyTo(Take(value.Length));
    }

    private Span<byte> Take(int bytes)
    {
        var start = Length;
        var needed = checked(start + bytes);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(needed, _bytes.Length * 2L), Array.MaxLength));
        Length = needed;
        return _bytes.AsSpan(start, bytes);
    }
}
