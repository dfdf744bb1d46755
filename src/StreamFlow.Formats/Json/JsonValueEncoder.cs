using StreamFlow.Data;
using StreamFlow.Formats.Json.Writers;

namespace StreamFlow.Formats.Json;

/// <summary>Writes single values of a column as JSON: what a whole row's encoder would write for that member.</summary>
/// <param name="field">The column.</param>
public sealed class JsonValueEncoder(Field field)
{
    private readonly JsonValueWriter _writer = JsonWriters.For(field);

    /// <summary>Appends the row's value, or <c>null</c>; does not end the row in <paramref name="into"/>.</summary>
    /// <exception cref="StreamFaultException">JSON has no word for the value.</exception>
    public void Encode(Column column, int row, EncodedRows into) => _writer.WriteNullable(column, row, into);
}
