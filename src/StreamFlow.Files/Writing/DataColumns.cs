using StreamFlow.Data;

namespace StreamFlow.Files.Writing;

/// <summary>
/// The columns that stand in a file: the row's own, whatever part of a record they are elsewhere (a file has no keys or headers), without those that the path carries already.
/// </summary>
internal sealed class DataColumns
{
    private readonly int[] _from;
    private readonly ColumnBatch _view;

    public DataColumns(RowSchema rows)
    {
        _from = [.. Enumerable.Range(0, rows.Count).Where(i => IsData(rows, rows[i]))];
        Schema = new RowSchema([.. _from.Select(i => rows[i] with { Part = RecordPart.Value, HeaderName = null })]);
        _view = new ColumnBatch(Schema);
    }

    public RowSchema Schema { get; }

    /// <summary>The data columns of a batch; good as long as it is.</summary>
    public ColumnBatch Of(ColumnBatch rows)
    {
        for (var i = 0; i < _from.Length; i++)
            _view.Columns[i] = rows.Columns[_from[i]];
        _view.Origin = rows.Origin;
        _view.RowCount = rows.RowCount;
        return _view;
    }

    private static bool IsData(RowSchema rows, Field field) => !PartitionPath.IsKey(field) && !rows.Fields.Any(key => PartitionPath.IsKey(key) && PartitionPath.NameOf(key) == field.Name);
}
