using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Points in time as ISO 8601 text into microseconds; without an offset they are UTC, where System.Text.Json would take the machine's zone.</summary>
internal sealed class TimestampReader : JsonValueReader
{
    /// <summary>default(DateTimeOffset): 0001-01-01T00:00:00Z.</summary>
    public const long DefaultMicroseconds = -62_135_596_800_000_000;

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType != JsonTokenType.String || !TryParse(ref reader, out var microseconds))
            return Misfit(ref reader, "ISO 8601 timestamp", fault);
        ((ValueColumn<long>)column).Append(microseconds);
        return true;
    }

    public override void AppendDefault(Column column) => ((ValueColumn<long>)column).Append(DefaultMicroseconds);

    private static bool TryParse(ref Utf8JsonReader reader, out long microseconds)
    {
        microseconds = 0;
        // The reader's own methods throw for half a surrogate pair.
        if (!JsonText.TryUnescape(ref reader, out var text))
            return false;
        if (IsoText.TryParseTimestamp(text, out microseconds))
            return true;
        if (reader.TryGetDateTime(out var local) && local.Kind == DateTimeKind.Unspecified)
        {
            microseconds = EventTime.ToMicroseconds(new DateTimeOffset(local.Ticks, TimeSpan.Zero));
            return true;
        }

        if (!reader.TryGetDateTimeOffset(out var time))
            return false;
        microseconds = EventTime.ToMicroseconds(time);
        return true;
    }
}
