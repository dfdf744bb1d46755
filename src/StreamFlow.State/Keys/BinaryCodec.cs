using StreamFlow.Data;
using StreamFlow.State.Pages;

namespace StreamFlow.State.Keys;

/// <summary>Text and bytes: length, then bytes.</summary>
internal sealed class BinaryCodec : ColumnCodec
{
    public override void Encode(Column values, int row, PageWriter bytes) => bytes.WriteBytes(((BinaryColumn)values)[row]);

    public override void Decode(ref PageReader bytes, Column target) => ((BinaryColumn)target).Append(bytes.ReadBytes());
}
