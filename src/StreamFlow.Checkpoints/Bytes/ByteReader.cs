using System.Buffers.Binary;
using System.Text;

namespace StreamFlow.Checkpoints.Bytes;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Anything that cannot have been written by it is a <see cref="DamageException"/>.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding StrictText = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => _rest.Length;

    public byte Byte() => Take(1)[0];

    public uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Byte();
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80)
                return value;
        }

        throw new DamageException("a number is longer than 64 bits");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int SignedInt()
    {
        var value = Signed();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new DamageException($"{value} is not a 32-bit number");
    }

    /// <summary>A number of things of at least one byte each: never more than there are bytes left.</summary>
    public int Count()
    {
        var value = Unsigned();
        return value <= (ulong)_rest.Length ? (int)value : throw new DamageException($"a count of {value} does not fit into {_rest.Length} bytes");
    }

    public string Text()
    {
        try
        {
            return StrictText.GetString(Take(Count()));
        }
        catch (DecoderFallbackException)
        {
            throw new DamageException("a text is not valid UTF-8");
        }
    }

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new DamageException($"a flag has the value {other}"),
    };

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new DamageException($"{count} bytes are wanted, {_rest.Length} are left");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public readonly void RequireEnd()
    {
        if (_rest.Length != 0)
            throw new DamageException($"{_rest.Length} bytes are left over");
    }
}
