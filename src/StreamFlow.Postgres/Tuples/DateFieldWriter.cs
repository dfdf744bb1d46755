using System.Buffers.Binary;
using System.Globalization;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Days, which PostgreSQL counts from 2000-01-01.</summary>
internal sealed class DateFieldWriter : FieldWriter
{
    private static readonly DateOnly Epoch = new(2000, 1, 1);
    private static readonly int EpochDays = Epoch.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public override void Write(Column column, int row, EncodedRows into) =>
        BinaryPrimitives.WriteInt32BigEndian(Field(into, sizeof(int)), ((ValueColumn<int>)column)[row] - EpochDays);

    public override string Show(ReadOnlySpan<byte> value) => Epoch.AddDays(BinaryPrimitives.ReadInt32BigEndian(value)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
