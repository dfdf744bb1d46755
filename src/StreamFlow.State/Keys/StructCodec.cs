using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Keys;

/// <summary>Nested rows: each child, null or not.</summary>
internal sealed class StructCodec(DataType type) : ColumnCodec
{
    private readonly ColumnCodec[] _children = [.. type.Children.Select(field => For(field.Type))];

    public override void Encode(Column values, int row, PageWriter bytes)
    {
        var children = ((StructColumn)values).Children;
        for (var i = 0; i < _children.Length; i++)
            _children[i].EncodeNullable(children[i], row, bytes);
    }

    public override void Decode(ref PageReader bytes, Column target)
    {
        var row = (StructColumn)target;
        for (var i = 0; i < _children.Length; i++)
            _children[i].DecodeNullable(ref bytes, row.Children[i]);
        row.AppendRow();
    }
}
