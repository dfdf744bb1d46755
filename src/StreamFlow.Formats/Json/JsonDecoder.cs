using System.Text.Json;
using System.Text.Unicode;
using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;
using StreamFlow.Formats.Json.Templates;

namespace StreamFlow.Formats.Json;

/// <summary>Tries the shapes seen before, then the full parser: both give the same columns for every input.</summary>
internal sealed class JsonDecoder : RecordDecoder
{
    private readonly JsonObjectReader _object;
    private readonly JsonTemplates _templates;
    private Column[] _columns = [];

    public JsonDecoder(RowSchema schema)
        : base(schema)
    {
        _object = new JsonObjectReader(
            schema.Fields.Select((field, index) => (field, index)).Where(x => x.field.Part == RecordPart.Value).Select(x => new JsonMember(x.field, x.index)));
        _templates = new JsonTemplates(_object);
    }

    /// <summary>Records read without the full parser.</summary>
    public long TemplateHits => _templates.Hits;

    protected override void Bind(Column[] columns)
    {
        _columns = columns;
        _templates.Bind(columns);
    }

    protected override bool TryDecodeValue(in RawRecord record, int row, RowFault fault)
    {
        if (!record.HasValue)
            return !HasValueFields || fault.SetTombstone();
        var json = record.Value;
        if (_templates.TryRead(json, row))
            return true;
        if (!TryDecodeFully(json, row, fault))
            return false;
        _templates.Missed(json);
        return true;
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
