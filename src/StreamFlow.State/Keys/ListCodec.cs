using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Keys;

/// <summary>Lists: how many, then each item, null or not.</summary>
internal sealed class ListCodec(DataType type) : ColumnCodec
{
    private readonly ColumnCodec _item = For(type.Item.Type);

    public override void Encode(Column values, int row, PageWriter bytes)
    {
        var list = (ListColumn)values;
        var start = list.ValueOffsets[row];
        var end = list.ValueOffsets[row + 1];
        bytes.WriteInt32(end - start);
        for (var item = start; item < end; item++)
            _item.EncodeNullable(list.Items, item, bytes);
    }

    public override void Decode(ref PageReader bytes, Column target)
    {
        var list = (ListColumn)target;
        var items = bytes.ReadCount(bytesEach: 1);
        for (var i = 0; i < items; i++)
            _item.DecodeNullable(ref bytes, list.Items);
        list.AppendRow();
    }
}
