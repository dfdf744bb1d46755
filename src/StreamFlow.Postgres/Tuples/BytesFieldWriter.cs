using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Text as UTF-8, bytes as they are.</summary>
internal sealed class BytesFieldWriter(bool isText) : FieldWriter
{
    public override void Write(Column column, int row, EncodedRows into)
    {
        var bytes = ((BinaryColumn)column)[row];
        bytes.CopyTo(Field(into, bytes.Length));
    }

    public override string Show(ReadOnlySpan<byte> value) => isText ? Encoding.UTF8.GetString(value) : $"\\x{Convert.ToHexStringLower(value)}";
}
