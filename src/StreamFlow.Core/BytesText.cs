using System.Globalization;
using System.Text;

namespace StreamFlow;

/// <summary>Bytes of unknown kind for people: what is printable UTF-8 as it is, the rest escaped, so that one line stays one line and nothing reaches a terminal as a command.</summary>
public static class BytesText
{
    /// <summary>The start of the bytes.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="bytesMax">At most so many are shown; "…" stands behind them where there are more. 1 or more.</param>
    public static string Start(ReadOnlySpan<byte> bytes, int bytesMax)
    {
        var text = new StringBuilder();
        var shown = 0;
        while (shown < bytes.Length && shown < bytesMax)
        {
            var status = Rune.DecodeFromUtf8(bytes[shown..], out var rune, out var length);
            if (status != System.Buffers.OperationStatus.Done)
                text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[shown]:x2}");
            else if (IsPlain(rune))
                text.Append(rune.ToString());
            else
                text.Append(Escape(rune));
            shown += status == System.Buffers.OperationStatus.Done ? length : 1;
        }

        if (shown < bytes.Length)
            text.Append('…');
        return text.ToString();
    }

    private static bool IsPlain(Rune rune) => rune.Value != '\\' && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < 0x80 => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
    };
}
