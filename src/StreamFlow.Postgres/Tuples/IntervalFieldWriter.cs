using System.Buffers.Binary;
using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Durations: microseconds, and no days or months, whose lengths differ.</summary>
internal sealed class IntervalFieldWriter : FieldWriter
{
    private const int Bytes = 16;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var field = Field(into, Bytes);
        BinaryPrimitives.WriteInt64BigEndian(field, ((ValueColumn<long>)column)[row]);
        field[sizeof(long)..].Clear();
    }

    public override string Show(ReadOnlySpan<byte> value) => EventTime.ToTimeSpan(BinaryPrimitives.ReadInt64BigEndian(value)).ToString("c", CultureInfo.InvariantCulture);
}
