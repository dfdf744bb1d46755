using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Dates as yyyy-MM-dd into days since 1970-01-01.</summary>
internal sealed class DateReader : JsonValueReader
{
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType != JsonTokenType.String
            || !JsonText.TryUnescape(ref reader, out var text)
            || !IsoText.TryParseDate(text, out var days))
        {
            return Misfit(ref reader, "date of the form yyyy-MM-dd", fault);
        }

        ((ValueColumn<int>)column).Append(days);
        return true;
    }

    public override void AppendDefault(Column column) => ((ValueColumn<int>)column).Append(-EpochDay);
}
