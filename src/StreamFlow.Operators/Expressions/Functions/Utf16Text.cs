using System.Buffers;
using System.Text;
using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>Text as C# counts it, in a rented buffer: for the rows that are more than ASCII.</summary>
internal readonly ref struct Utf16Text
{
    private readonly char[] _buffer;

    public Utf16Text(ReadOnlySpan<byte> utf8)
    {
        // One byte makes at most one char.
        _buffer = ArrayPool<char>.Shared.Rent(utf8.Length);
        Chars = _buffer.AsSpan(0, Encoding.UTF8.GetChars(utf8, _buffer));
    }

    public Span<char> Chars { get; }

    /// <summary>Appends characters as one row. Half a surrogate pair, which a cut can leave, becomes U+FFFD as everywhere in .NET.</summary>
    public static void Append(ReadOnlySpan<char> chars, BinaryColumn to) =>
        to.Commit(Encoding.UTF8.GetBytes(chars, to.Reserve(Encoding.UTF8.GetMaxByteCount(chars.Length))));

    public void AppendTo(BinaryColumn to) => Append(Chars, to);

    public void Dispose() => ArrayPool<char>.Shared.Return(_buffer);
}
