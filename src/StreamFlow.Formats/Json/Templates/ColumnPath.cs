using StreamFlow.Data;

namespace StreamFlow.Formats.Json.Templates;

/// <summary>The way from a batch's columns into nested rows: one index a level.</summary>
internal static class ColumnPath
{
    public static Column Resolve(Column[] columns, int[] path)
    {
        var column = columns[path[0]];
        foreach (var child in path.AsSpan(1))
            column = ((StructColumn)column).Children[child];
        return column;
    }
}
