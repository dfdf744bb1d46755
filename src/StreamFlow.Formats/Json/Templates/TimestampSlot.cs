using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>ISO 8601 text in its common forms.</summary>
internal sealed unsafe class TimestampSlot(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
{
    private ValueColumn<long> _values = null!;

    public override byte* Read(byte* at, byte* end)
    {
        if (at >= end || *at != '"')
            return ReadNull(at, end);
        var quote = JsonScan.PlainText(at + 1, end);
        if (quote is null || !IsoText.TryParseTimestamp(new ReadOnlySpan<byte>(at + 1, (int)(quote - at - 1)), out var microseconds))
            return null;
        _values.Append(microseconds);
        return quote + 1;
    }

    protected override void SetColumn(Column column) => _values = (ValueColumn<long>)column;
}
