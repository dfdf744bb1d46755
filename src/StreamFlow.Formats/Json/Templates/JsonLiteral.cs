using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Bytes between two values that are the same in every record of a shape: punctuation, names, white space.</summary>
internal sealed unsafe class JsonLiteral
{
    private readonly Vector128<byte> _head;
    private readonly Vector128<byte> _headMask;
    private readonly byte[] _rest;
    private readonly int _length;

    public JsonLiteral(ReadOnlySpan<byte> bytes)
    {
        _length = bytes.Length;
        Span<byte> head = stackalloc byte[16];
        Span<byte> mask = stackalloc byte[16];
        head.Clear();
        mask.Clear();
        var headLength = Math.Min(bytes.Length, 16);
        bytes[..headLength].CopyTo(head);
        mask[..headLength].Fill(0xFF);
        _head = Vector128.Create<byte>(head);
        _headMask = Vector128.Create<byte>(mask);
        _rest = bytes[headLength..].ToArray();
    }

    /// <summary>Where the literal ends in the record, or null where the record has something else here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Match(byte* at, byte* end)
    {
        if (end - at < _length || ((JsonScan.Load16(at, end) ^ _head) & _headMask) != Vector128<byte>.Zero)
            return null;
        return _rest.Length == 0 || new ReadOnlySpan<byte>(at + 16, _rest.Length).SequenceEqual(_rest) ? at + _length : null;
    }
}
