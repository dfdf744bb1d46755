using System.Buffers.Text;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Points in time as a number of milliseconds since the Unix epoch, plain or quoted, into microseconds.</summary>
internal sealed class EpochMillisecondsReader : JsonValueReader
{
    /// <summary>0001-01-01T00:00:00.000Z, what a DateTimeOffset can hold.</summary>
    public const long Min = -62_135_596_800_000;

    /// <summary>9999-12-31T23:59:59.999Z.</summary>
    public const long Max = 253_402_300_799_999;

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String)
            || !JsonText.TryUnescape(ref reader, out var text)
            || !Utf8Parser.TryParse(text, out long milliseconds, out var consumed)
            || consumed != text.Length)
        {
            return Misfit(ref reader, "whole number of milliseconds since 1970", fault);
        }

        if (milliseconds is < Min or > Max)
            return fault.Set($"{milliseconds} ms since 1970 is outside the years 1 to 9999");
        ((ValueColumn<long>)column).Append(milliseconds * 1000);
        return true;
    }

    public override void AppendDefault(Column column) => ((ValueColumn<long>)column).Append(TimestampReader.DefaultMicroseconds);
}
