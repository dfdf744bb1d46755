using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

internal sealed class BooleanFieldWriter : FieldWriter
{
    public override void Write(Column column, int row, EncodedRows into) => Field(into, 1)[0] = ((BooleanColumn)column)[row] ? (byte)1 : (byte)0;

    public override string Show(ReadOnlySpan<byte> value) => value[0] == 0 ? "false" : "true";
}
