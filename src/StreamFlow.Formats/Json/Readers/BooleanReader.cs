using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

internal sealed class BooleanReader : JsonValueReader
{
    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            return Misfit(ref reader, "boolean", fault);
        ((BooleanColumn)column).Append(reader.TokenType == JsonTokenType.True);
        return true;
    }

    public override void AppendDefault(Column column) => ((BooleanColumn)column).Append(false);
}
