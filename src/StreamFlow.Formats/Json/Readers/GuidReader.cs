using System.Buffers.Text;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

internal sealed class GuidReader : JsonValueReader
{
    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType != JsonTokenType.String
            || !JsonText.TryUnescape(ref reader, out var text)
            || !Utf8Parser.TryParse(text, out Guid value, out var consumed, 'D')
            || consumed != text.Length)
        {
            return Misfit(ref reader, "GUID of the form 00000000-0000-0000-0000-000000000000", fault);
        }

        ((ValueColumn<Guid>)column).Append(value);
        return true;
    }

    public override void AppendDefault(Column column) => ((ValueColumn<Guid>)column).Append(Guid.Empty);
}
