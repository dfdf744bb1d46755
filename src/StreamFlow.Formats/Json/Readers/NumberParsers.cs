using System.Buffers.Text;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>The parsers behind <see cref="NumberReader{T}"/>: System.Text.Json's, without what it lets through that is no finite number.</summary>
internal static class NumberParsers
{
    public static bool Int8(ReadOnlySpan<byte> text, out sbyte value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool UInt8(ReadOnlySpan<byte> text, out byte value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool Int16(ReadOnlySpan<byte> text, out short value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool UInt16(ReadOnlySpan<byte> text, out ushort value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool Int32(ReadOnlySpan<byte> text, out int value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool UInt32(ReadOnlySpan<byte> text, out uint value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool Int64(ReadOnlySpan<byte> text, out long value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool UInt64(ReadOnlySpan<byte> text, out ulong value, out int consumed) => Utf8Parser.TryParse(text, out value, out consumed);

    public static bool Float(ReadOnlySpan<byte> text, out float value, out int consumed) =>
        Utf8Parser.TryParse(text, out value, out consumed) && float.IsFinite(value);

    public static bool Double(ReadOnlySpan<byte> text, out double value, out int consumed) =>
        Utf8Parser.TryParse(text, out value, out consumed) && double.IsFinite(value);

    public static bool Decimal(ReadOnlySpan<byte> text, out decimal value, out int consumed) =>
        Utf8Parser.TryParse(text, out value, out consumed);
}
