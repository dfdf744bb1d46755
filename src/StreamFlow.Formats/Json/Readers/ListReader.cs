using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Readers;

/// <summary>Arrays. As in System.Text.Json an item of a reference type may be null whatever the annotation says: .NET does not keep it.</summary>
internal sealed class ListReader(DataType type) : JsonValueReader
{
    private readonly JsonValueReader _item = JsonReaders.For(type.Item);
    private readonly bool _itemNullable = type.Item.Nullable;

    public override bool IsReferenceType => true;

    public override bool TryRead(ref Utf8JsonReader reader, Column column, RowFault fault)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return Misfit(ref reader, "array", fault);
        var lists = (ListColumn)column;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                if (!_item.TryRead(ref reader, lists.Items, fault))
                    return false;
            }
            else if (_itemNullable || _item.IsReferenceType)
            {
                lists.Items.AppendNull();
            }
            else
            {
                return fault.Set("null among the items, and they are not nullable");
            }
        }

        lists.AppendRow();
        return true;
    }

    public override void AppendDefault(Column column) => column.AppendNull();
}
