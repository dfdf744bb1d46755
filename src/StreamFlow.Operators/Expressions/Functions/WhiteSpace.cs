using System.Text;
using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary>White space at the ends of text, by <see cref="char.IsWhiteSpace(char)"/>: all of it is in the basic plane, so a rune is as good as a char.</summary>
internal static class WhiteSpace
{
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && Rune.DecodeFromUtf8(text, out var rune, out var bytes) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune))
            text = text[bytes..];
        return text;
    }

    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && Rune.DecodeLastFromUtf8(text, out var rune, out var bytes) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(rune))
            text = text[..^bytes];
        return text;
    }
}

internal readonly struct TrimText : ITextFunction
{
    public static void Append(ReadOnlySpan<byte> text, BinaryColumn to) => to.Append(WhiteSpace.TrimStart(WhiteSpace.TrimEnd(text)));
}

internal readonly struct TrimTextStart : ITextFunction
{
    public static void Append(ReadOnlySpan<byte> text, BinaryColumn to) => to.Append(WhiteSpace.TrimStart(text));
}

internal readonly struct TrimTextEnd : ITextFunction
{
    public static void Append(ReadOnlySpan<byte> text, BinaryColumn to) => to.Append(WhiteSpace.TrimEnd(text));
}
