using System.Text;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;

namespace StreamFlow.Postgres.Tuples;

/// <summary>Nested rows and lists as JSON: jsonb, json or text.</summary>
internal sealed class DocumentFieldWriter(Field field, bool isJsonb) : FieldWriter
{
    private readonly JsonValueEncoder _json = new(field);
    private readonly EncodedRows _text = new();

    public override void Write(Column column, int row, EncodedRows into)
    {
        _text.Reset();
        _json.Encode(column, row, _text);
        var prefix = isJsonb ? 1 : 0;
        var room = Field(into, _text.Bytes.Length + prefix);
        if (isJsonb)
            room[0] = JsonTextFieldWriter.JsonbVersion;
        _text.Bytes.CopyTo(room[prefix..]);
    }

    public override string Show(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(isJsonb ? value[1..] : value);
}
