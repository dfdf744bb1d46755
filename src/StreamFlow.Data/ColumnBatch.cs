namespace StreamFlow.Data;

/// <summary>
/// Rows as columns of equal length. Like its columns it belongs to its maker: valid for the reader until the call that brought it returns.
/// </summary>
public sealed class ColumnBatch
{
    /// <summary>An empty batch with columns of its own.</summary>
    public ColumnBatch(RowSchema schema)
        : this(schema, [.. schema.Fields.Select(field => Column.Create(field.Type))], new RowOrigin())
    {
    }

    /// <summary>A batch over columns and an origin that belong to somebody else, in the order of the schema.</summary>
    public ColumnBatch(RowSchema schema, Column[] columns, RowOrigin origin)
    {
        Invariant.Require(schema.Count == columns.Length);
        Schema = schema;
        Columns = columns;
        Origin = origin;
    }

    public RowSchema Schema { get; }

    /// <summary>The columns, in the order of the schema. A maker of a view may put other columns of the same type in.</summary>
    public Column[] Columns { get; }

    public RowOrigin Origin { get; set; }

    /// <summary>The number of rows. Set by the maker once every column has as many.</summary>
    public int RowCount { get; set; }

    /// <summary>Counts the resets: who holds a batch across calls can see that it is no longer the one it was given.</summary>
    public int Generation { get; private set; }

    public bool IsEmpty => RowCount == 0;

    /// <summary>Empties all columns and the origin.</summary>
    public void Reset()
    {
        foreach (var column in Columns)
            column.Reset();
        Origin.Reset();
        RowCount = 0;
        Generation++;
    }

    /// <summary>Appends the given rows of a batch of the same schema, with their origin. Columns that the job does not read are empty, and stay so.</summary>
    public void AppendRows(ColumnBatch source, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (source.Columns[i].Length != 0)
                Columns[i].AppendRows(source.Columns[i], rows);
        }

        Origin.AppendRows(source.Origin, rows);
        RowCount += rows.Length;
    }
}
