using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StreamFlow.State.Pages;

/// <summary>Reads what <see cref="PageWriter"/> wrote. Bytes that end too early are a fault, never an access outside.</summary>
public ref struct PageReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte ReadByte() => Take(1)[0];

    public int ReadInt32() => Read<int>();

    public long ReadInt64() => Read<long>();

    public T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>()));

    public void ReadAll<T>(Span<T> values)
        where T : unmanaged
    {
        var target = MemoryMarshal.AsBytes(values);
        Take(target.Length).CopyTo(target);
    }

    /// <summary>Length, then bytes; valid as long as the page's bytes are.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadInt32());

    public ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
            throw Damaged("it ends too early");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    /// <summary>A number of things that need at least a byte each in what is left: a damaged one must not ask for gigabytes.</summary>
    public int ReadCount(int bytesEach)
    {
        var count = ReadInt32();
        if (count < 0 || (long)count * bytesEach > _rest.Length)
            throw Damaged($"it names {count} entries");
        return count;
    }

    public static StreamFaultException Damaged(string what) =>
        new(FaultOrigin.External, $"a page of stored state is damaged: {what}", "restore the checkpoint directory, or start from an older checkpoint");
}
