using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Csv;

/// <summary>A column that the job wants out of the fields.</summary>
internal sealed class CsvMember(Field field, int index, CsvValue value)
{
    public Field Field { get; } = field;

    public CsvValue Value { get; } = value;

    /// <summary>What the column gets where no field is named like it: as in JSON.</summary>
    public JsonMember Member { get; } = new(field, index);
}
