using System.Buffers.Binary;
using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Floating-point numbers as double precision.</summary>
internal sealed class DoubleFieldWriter : FieldWriter
{
    public override void Write(Column column, int row, EncodedRows into) => BinaryPrimitives.WriteDoubleBigEndian(
        Field(into, sizeof(double)), column is ValueColumn<float> single ? single[row] : ((ValueColumn<double>)column)[row]);

    public override string Show(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadDoubleBigEndian(value).ToString(CultureInfo.InvariantCulture);
}
