using System.Globalization;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>32-bit numbers by their shortest text that reads back as the same value.</summary>
internal sealed class FloatWriter : JsonValueWriter
{
    private const int CharsMax = 32;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var value = ((ValueColumn<float>)column)[row];
        if (!float.IsFinite(value))
            throw JsonWriters.NotFinite(value);
        var formatted = value.TryFormat(into.Reserve(CharsMax), out var written, default, CultureInfo.InvariantCulture);
        Invariant.Require(formatted);
        into.Advance(written);
    }
}
