using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>Milliseconds since the Unix epoch, into microseconds.</summary>
internal sealed unsafe class EpochMillisecondsSlot(JsonMember member, int[] path, int depth) : JsonSlot(member, path, depth)
{
    private ValueColumn<long> _values = null!;

    public override byte* Read(byte* at, byte* end)
    {
        var behind = JsonScan.Number(at, end, out var milliseconds, out var decimals, out var isNegative);
        if (behind is null)
            return ReadNull(at, end);
        // Times before 1970 are rare; they take the other way.
        if (decimals != 0 || behind >= end || (*behind | 0x20) == 'e' || isNegative || milliseconds > EpochMillisecondsReader.Max)
            return null;
        _values.Append((long)milliseconds * 1000);
        return behind;
    }

    protected override void SetColumn(Column column) => _values = (ValueColumn<long>)column;
}
