using System.Buffers.Binary;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Writes the values of one column as a field of a binary COPY tuple: its length in 32 bits, then its bytes as the type's receive function takes them.</summary>
internal abstract class FieldWriter
{
    protected const int LengthBytes = 4;

    /// <summary>Writes the row's value; not null.</summary>
    /// <exception cref="StreamFaultException">PostgreSQL has no such value; the caller adds the column's name.</exception>
    public abstract void Write(Column column, int row, EncodedRows into);

    /// <summary>A value that was written, for a message.</summary>
    public abstract string Show(ReadOnlySpan<byte> value);

    public void WriteNullable(Column column, int row, EncodedRows into)
    {
        if (column.IsNull(row))
            WriteNull(into);
        else
            Write(column, row, into);
    }

    public static void WriteNull(EncodedRows into)
    {
        BinaryPrimitives.WriteInt32BigEndian(into.Reserve(LengthBytes), -1);
        into.Advance(LengthBytes);
    }

    /// <summary>Writes the length and gives the room for the bytes, which count as written.</summary>
    protected static Span<byte> Field(EncodedRows into, int bytes)
    {
        var room = into.Reserve(LengthBytes + bytes);
        BinaryPrimitives.WriteInt32BigEndian(room, bytes);
        into.Advance(LengthBytes + bytes);
        return room.Slice(LengthBytes, bytes);
    }
}
