using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Keys;

internal sealed class BooleanCodec : ColumnCodec
{
    public override void Encode(Column values, int row, PageWriter bytes) => bytes.WriteByte(((BooleanColumn)values)[row] ? (byte)1 : (byte)0);

    public override void Decode(ref PageReader bytes, Column target) => ((BooleanColumn)target).Append(bytes.ReadByte() != 0);
}
