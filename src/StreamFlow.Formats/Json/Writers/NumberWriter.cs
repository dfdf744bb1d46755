using System.Globalization;
using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Writers;

/// <summary>Integers, decimals: as .NET formats them invariantly, which is how System.Text.Json writes them.</summary>
internal sealed class NumberWriter<T> : JsonValueWriter
    where T : unmanaged, IUtf8SpanFormattable
{
    private const int CharsMax = 40;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var value = ((ValueColumn<T>)column)[row];
        var formatted = value.TryFormat(into.Reserve(CharsMax), out var written, default, CultureInfo.InvariantCulture);
        Invariant.Require(formatted);
        into.Advance(written);
    }
}
