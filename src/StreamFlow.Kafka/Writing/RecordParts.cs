using StreamFlow.Data;

namespace StreamFlow.Kafka.Writing;

/// <summary>Which columns of a sink's rows become a record's key, timestamp and headers.</summary>
/// <param name="Key">The key's column, -1 for none.</param>
/// <param name="Timestamp">The timestamp's column, -1 for none.</param>
/// <param name="Headers">The headers' columns.</param>
internal sealed record RecordParts(int Key, int Timestamp, int[] Headers)
{
    /// <summary>A sink's own expressions stand behind the row's columns, so the last one of a kind counts.</summary>
    /// <exception cref="StreamFaultException">A column cannot be what it is to be.</exception>
    public static RecordParts Of(RowSchema schema)
    {
        int key = -1, timestamp = -1;
        var headers = new List<int>();
        for (var i = 0; i < schema.Count; i++)
        {
            switch (schema[i].Part)
            {
                case RecordPart.Key:
                    KeyText.Check(schema[i]);
                    key = i;
                    break;
                case RecordPart.Timestamp when schema[i].Type.Kind != TypeKind.Timestamp:
                    throw StreamFaultException.User($"'{schema[i].Name}' of type {schema[i].Type} cannot be a record's timestamp", "give a DateTimeOffset");
                case RecordPart.Timestamp:
                    timestamp = i;
                    break;
                case RecordPart.Header when schema[i].Type.Kind is not (TypeKind.String or TypeKind.Binary):
                    throw StreamFaultException.User($"'{schema[i].Name}' of type {schema[i].Type} cannot be a record's header", "make the property a string or a byte[]");
                case RecordPart.Header:
                    headers.Add(i);
                    break;
            }
        }

        return new RecordParts(key, timestamp, [.. headers]);
    }
}
