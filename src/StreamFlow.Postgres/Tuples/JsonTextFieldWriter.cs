using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Text that is JSON already, as jsonb: a byte for the version of its layout, then the text, which PostgreSQL checks.</summary>
internal sealed class JsonTextFieldWriter : FieldWriter
{
    public const byte JsonbVersion = 1;

    public override void Write(Column column, int row, EncodedRows into)
    {
        var text = ((BinaryColumn)column)[row];
        var field = Field(into, text.Length + 1);
        field[0] = JsonbVersion;
        text.CopyTo(field[1..]);
    }

    public override string Show(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value[1..]);
}
