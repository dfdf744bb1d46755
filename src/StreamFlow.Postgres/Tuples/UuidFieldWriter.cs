using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Guids in the order in which they are written as text.</summary>
internal sealed class UuidFieldWriter : FieldWriter
{
    private const int Bytes = 16;

    public override void Write(Column column, int row, EncodedRows into) => ((ValueColumn<Guid>)column)[row].TryWriteBytes(Field(into, Bytes), bigEndian: true, out _);

    public override string Show(ReadOnlySpan<byte> value) => new Guid(value, bigEndian: true).ToString();
}
