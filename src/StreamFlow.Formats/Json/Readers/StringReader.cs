using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Strings. That the bytes are valid UTF-8 was checked for the whole record before.</summary>
internal sealed class StringReader : JsonValueReader
{
    public override bool IsReferenceType => true;

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType != JsonTokenType.String)
            return Misfit(ref reader, "string", fault);
        var strings = (BinaryColumn)column;
        if (!reader.ValueIsEscaped)
        {
            strings.Append(reader.ValueSpan);
            return true;
        }

        if (!JsonText.TryCopyString(ref reader, strings.Reserve(reader.ValueSpan.Length), out var length))
            return fault.Set("an escape in the string is half a surrogate pair");
        strings.Commit(length);
        return true;
    }

    public override void AppendDefault(Column column) => column.AppendNull();
}
