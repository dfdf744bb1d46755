using System.Text;
using System.Text.Json;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>What the readers share: a string token without its escapes, and a token in words.</summary>
internal static class JsonText
{
    private const int SnippetCharsMax = 40;

    [ThreadStatic]
    private static byte[]? _scratch;

    /// <summary>The text of a string or number token, escapes resolved; good until the next call on this thread.</summary>
    /// <returns>False where an escape is half a surrogate pair.</returns>
    public static bool TryUnescape(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
            return true;
        var target = _scratch;
        if (target is null || target.Length < text.Length)
            _scratch = target = new byte[Math.Max(256, text.Length * 2)];
        if (!TryCopyString(ref reader, target, out var length))
            return false;
        text = target.AsSpan(0, length);
        return true;
    }

    /// <summary>As <see cref="Utf8JsonReader.CopyString(Span{byte})"/>, with false instead of an exception for half a surrogate pair.</summary>
    public static bool TryCopyString(ref Utf8JsonReader reader, Span<byte> target, out int length)
    {
        try
        {
            length = reader.CopyString(target);
            return true;
        }
        catch (InvalidOperationException)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>The token as a message names it: <c>the string "abc"</c>, <c>the number 1.5</c>, <c>an object</c>.</summary>
    public static string Describe(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.String => $"the string \"{Snippet(reader.ValueSpan)}\"",
        _ => $"the number {Snippet(reader.ValueSpan)}",
    };

    private static string Snippet(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length <= SnippetCharsMax ? text : string.Concat(text.AsSpan(0, SnippetCharsMax), "…");
    }
}
