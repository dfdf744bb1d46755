using StreamFlow.Data;
using StreamFlow.Formats.Json.Readers;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>What an object's end appends: the default of a member that the shape lacks, or the nested row itself.</summary>
/// <param name="missing">The member that the shape lacks; null for the nested row's own end.</param>
/// <param name="path">The way to the member's or the row's column.</param>
internal sealed class JsonTemplateEnd(JsonMember? missing, int[] path)
{
    private readonly RowFault _fault = new();
    private Column _column = null!;

    public void Bind(Column[] columns) => _column = ColumnPath.Resolve(columns, path);

    public void Append()
    {
        if (missing is null)
            ((StructColumn)_column).AppendRow();
        else
            JsonObjectReader.TryAppendMissing(missing, _column, _fault);
    }
}
