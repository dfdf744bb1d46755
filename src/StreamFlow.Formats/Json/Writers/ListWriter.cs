using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

internal sealed class ListWriter(DataType type) : JsonValueWriter
{
    private readonly JsonValueWriter _item = JsonWriters.For(type.Item);

    public override void Write(Column column, int row, EncodedRows into)
    {
        var lists = (ListColumn)column;
        var offsets = lists.ValueOffsets;
        into.Write("["u8);
        for (var item = offsets[row]; item < offsets[row + 1]; item++)
        {
            if (item != offsets[row])
                into.Write(","u8);
            _item.WriteNullable(lists.Items, item, into);
        }

        into.Write("]"u8);
    }
}
