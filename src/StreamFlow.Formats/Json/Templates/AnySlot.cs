using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Values without a quick way: lists, nullable rows, rare types.</summary>
internal sealed unsafe class AnySlot(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
{
    public override byte* Read(byte* at, byte* end) => null;

    protected override void SetColumn(Column column)
    {
    }
}
