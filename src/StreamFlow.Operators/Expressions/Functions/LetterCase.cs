using System.Text;
using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions.Functions;

/// <summary><c>ToUpperInvariant</c>.</summary>
internal readonly struct UpperText : ITextFunction
{
    public static void Append(ReadOnlySpan<byte> text, BinaryColumn to)
    {
        if (Ascii.ToUpper(text, to.Reserve(text.Length), out _) == System.Buffers.OperationStatus.Done)
        {
            to.Commit(text.Length);
            return;
        }

        using var from = new Utf16Text(text);
        using var upper = new Utf16Text(text);
        ((ReadOnlySpan<char>)from.Chars).ToUpperInvariant(upper.Chars);
        upper.AppendTo(to);
    }
}

/// <summary><c>ToLowerInvariant</c>.</summary>
internal readonly struct LowerText : ITextFunction
{
    public static void Append(ReadOnlySpan<byte> text, BinaryColumn to)
    {
        if (Ascii.ToLower(text, to.Reserve(text.Length), out _) == System.Buffers.OperationStatus.Done)
        {
            to.Commit(text.Length);
            return;
        }

        using var from = new Utf16Text(text);
        using var lower = new Utf16Text(text);
        ((ReadOnlySpan<char>)from.Chars).ToLowerInvariant(lower.Chars);
        lower.AppendTo(to);
    }
}
