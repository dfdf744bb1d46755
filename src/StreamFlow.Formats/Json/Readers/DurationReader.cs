using System.Buffers.Text;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Durations as .NET's "c" format into microseconds.</summary>
internal sealed class DurationReader : JsonValueReader
{
    private const int CharsMin = 1;
    private const int CharsMax = 26;

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        // The parser would let white space through at the start, which System.Text.Json does not.
        if (reader.TokenType != JsonTokenType.String
            || !JsonText.TryUnescape(ref reader, out var text)
            || text.Length is < CharsMin or > CharsMax
            || !(char.IsAsciiDigit((char)text[0]) || text[0] == '-')
            || !Utf8Parser.TryParse(text, out TimeSpan value, out var consumed, 'c')
            || consumed != text.Length)
        {
            return Misfit(ref reader, "duration of the form [d.]hh:mm:ss[.fffffff]", fault);
        }

        ((ValueColumn<long>)column).Append(EventTime.ToMicroseconds(value));
        return true;
    }

    public override void AppendDefault(Column column) => ((ValueColumn<long>)column).Append(0);
}
