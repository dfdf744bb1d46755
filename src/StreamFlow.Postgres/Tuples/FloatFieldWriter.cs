using System.Buffers.Binary;
using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>32-bit numbers as real.</summary>
internal sealed class FloatFieldWriter : FieldWriter
{
    public override void Write(Column column, int row, EncodedRows into) => BinaryPrimitives.WriteSingleBigEndian(Field(into, sizeof(float)), ((ValueColumn<float>)column)[row]);

    public override string Show(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadSingleBigEndian(value).ToString(CultureInfo.InvariantCulture);
}
