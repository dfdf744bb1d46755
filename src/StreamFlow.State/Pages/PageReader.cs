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

    /// <summary>Reads the version that every page begins with.</summary>
    /// <param name="newest">The one that this program writes.</param>
    /// <param name="oldest">The oldest that it still reads.</param>
    /// <returns>The page's.</returns>
    /// <exception cref="StreamFaultException">It is none of those.</exception>
    public byte RequireVersion(byte newest, byte oldest)
    {
        var version = ReadByte();
        if (version >= oldest && version <= newest)
            return version;
        throw StreamFaultException.User(
            $"a page of stored state has format version {version}, this StreamFlow reads {(oldest == newest ? $"{newest}" : $"{oldest} to {newest}")}",
            "start the job with the version of StreamFlow that wrote the checkpoint, or with a newer one; nothing was changed");
    }

    /// <inheritdoc cref="RequireVersion(byte, byte)"/>
    public byte RequireVersion(byte only) => RequireVersion(only, only);

    public static StreamFaultException Damaged(string what) =>
        new(FaultOrigin.External, $"a page of stored state is damaged: {what}", "restore the checkpoint directory, or start from an older checkpoint");
}
