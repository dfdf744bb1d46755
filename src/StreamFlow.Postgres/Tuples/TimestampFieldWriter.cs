using System.Buffers.Binary;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Microseconds, which PostgreSQL counts from 2000-01-01 UTC.</summary>
internal sealed class TimestampFieldWriter : FieldWriter
{
    private static readonly long Epoch = EventTime.ToMicroseconds(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public override void Write(Column column, int row, EncodedRows into) =>
        BinaryPrimitives.WriteInt64BigEndian(Field(into, sizeof(long)), ((ValueColumn<long>)column)[row] - Epoch);

    public override string Show(ReadOnlySpan<byte> value) => EventTime.Format(BinaryPrimitives.ReadInt64BigEndian(value) + Epoch);
}
