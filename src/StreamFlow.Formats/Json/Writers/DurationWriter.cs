using System.Buffers.Text;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Microseconds in .NET's "c" format.</summary>
internal sealed class DurationWriter : JsonValueWriter
{
    private const int CharsMax = 32;
    private const long MicrosecondsMax = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var microseconds = ((ValueColumn<long>)column)[row];
        if (microseconds is < -MicrosecondsMax or > MicrosecondsMax)
            throw StreamFaultException.User($"{microseconds} µs is longer than a TimeSpan can be");
        var room = into.Reserve(CharsMax);
        room[0] = (byte)'"';
        Utf8Formatter.TryFormat(EventTime.ToTimeSpan(microseconds), room[1..], out var written, 'c');
        room[written + 1] = (byte)'"';
        into.Advance(written + 2);
    }
}
