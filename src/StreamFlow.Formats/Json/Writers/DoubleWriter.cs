using System.Globalization;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>64-bit numbers by their shortest text that reads back as the same value.</summary>
internal sealed class DoubleWriter : JsonValueWriter
{
    private const int CharsMax = 32;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var value = ((ValueColumn<double>)column)[row];
        var room = into.Reserve(CharsMax);
        if (!ShortDecimal.TryFormat(value, room, out var written))
        {
            if (!double.IsFinite(value))
                throw JsonWriters.NotFinite(value);
            var formatted = value.TryFormat(room, out written, default, CultureInfo.InvariantCulture);
            Invariant.Require(formatted);
        }

        into.Advance(written);
    }
}
