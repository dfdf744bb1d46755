using System.Buffers.Text;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Microseconds as a whole number of milliseconds since the Unix epoch; what is finer is cut off towards the past.</summary>
internal sealed class EpochMillisecondsWriter : JsonValueWriter
{
    private const int CharsMax = 24;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var milliseconds = Math.DivRem(((ValueColumn<long>)column)[row], 1000, out var rest);
        if (rest < 0)
            milliseconds--;
        Utf8Formatter.TryFormat(milliseconds, into.Reserve(CharsMax), out var written);
        into.Advance(written);
    }
}
