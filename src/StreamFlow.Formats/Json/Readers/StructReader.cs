using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Nested rows.</summary>
internal sealed class StructReader(DataType type) : JsonValueReader
{
    public override bool IsReferenceType => true;

    public JsonObjectReader Object { get; } = new(type.Children.Select((field, index) => new JsonMember(field, index)));

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Misfit(ref reader, "object", fault);
        var rows = (StructColumn)column;
        if (!Object.TryRead(ref reader, rows.Children, rows.Length, fault))
            return false;
        rows.AppendRow();
        return true;
    }

    public override void AppendDefault(Column column) => column.AppendNull();
}
