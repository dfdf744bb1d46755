using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Integers as int2, int4 or int8; the column is at least as wide as the values.</summary>
internal sealed class IntegerFieldWriter<T>(int bytes) : FieldWriter
    where T : unmanaged, IBinaryInteger<T>
{
    public override void Write(Column column, int row, EncodedRows into)
    {
        var value = long.CreateTruncating(((ValueColumn<T>)column)[row]);
        var field = Field(into, bytes);
        switch (bytes)
        {
            case sizeof(short):
                BinaryPrimitives.WriteInt16BigEndian(field, (short)value);
                break;
            case sizeof(int):
                BinaryPrimitives.WriteInt32BigEndian(field, (int)value);
                break;
            default:
                BinaryPrimitives.WriteInt64BigEndian(field, value);
                break;
        }
    }

    public override string Show(ReadOnlySpan<byte> value) => (bytes switch
    {
        sizeof(short) => BinaryPrimitives.ReadInt16BigEndian(value),
        sizeof(int) => BinaryPrimitives.ReadInt32BigEndian(value),
        _ => BinaryPrimitives.ReadInt64BigEndian(value),
    }).ToString(CultureInfo.InvariantCulture);
}
