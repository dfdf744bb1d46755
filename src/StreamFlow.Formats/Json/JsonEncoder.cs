using StreamFlow.Data;
using StreamFlow.Formats.Json.Writers;

namespace StreamFlow.Formats.Json;

internal sealed class JsonEncoder(RowSchema schema) : RecordEncoder
{
    private readonly JsonObjectWriter _object = new(
        schema.Fields.Select((field, index) => (field, index)).Where(x => x.field.Part == RecordPart.Value));

    public override void Encode(ColumnBatch rows, EncodedRows into)
    {
        Invariant.Require(ReferenceEquals(rows.Schema, schema) || rows.Schema.Equals(schema));
        for (var row = 0; row < rows.RowCount; row++)
        {
            _object.Write(rows.Columns, row, into);
            into.EndRow();
        }
    }
}
