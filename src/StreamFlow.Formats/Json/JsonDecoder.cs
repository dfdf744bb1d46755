using System.Text.Json;
using System.Text.Unicode;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json;

internal sealed class JsonDecoder : RecordDecoder
{
    private readonly JsonObjectReader _object;
    private Column[] _columns = [];

    public JsonDecoder(RowSchema schema)
        : base(schema) => _object = new JsonObjectReader(
            schema.Fields.Select((field, index) => (field, index)).Where(x => x.field.Part == RecordPart.Value).Select(x => new JsonMember(x.field, x.index)));

    protected override void Bind(Column[] columns) => _columns = columns;

    protected override bool TryDecodeValue(in RawRecord record, int row, RowFault fault)
    {
        if (!record.HasValue)
            return !HasValueFields || fault.SetTombstone();
        return TryDecodeFully(record.Value, row, fault);
    }

    private bool TryDecodeFully(ReadOnlySpan<byte> json, int row, RowFault fault)
    {
        if (!Utf8.IsValid(json))
            return fault.Set("the value is not valid UTF-8");
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return fault.Set($"the value is {JsonText.Describe(ref reader)}, not an object");
            if (!_object.TryRead(ref reader, _columns, row, fault))
                return false;
            // Throws if anything but white space follows.
            return !reader.Read();
        }
        catch (JsonException e)
        {
            return fault.Set($"not valid JSON: {e.Message}");
        }
    }
}
