using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>Appends CLR rows to a batch. Stateless: one for all threads.</summary>
public abstract class RowWriter
{
    private protected RowWriter()
    {
    }

    /// <summary>The writer of a row type; the same object each time.</summary>
    public static RowWriter For(RowType type) => type.Writer;

    /// <summary>The writer of a class; the same object each time.</summary>
    /// <exception cref="StreamFaultException">The class cannot be a row.</exception>
    public static RowWriter<T> For<T>()
        where T : class => (RowWriter<T>)RowType.Of<T>().Writer;

    /// <inheritdoc cref="RowWriter{T}.Append"/>
    public abstract void AppendObject(ColumnBatch batch, object row);

    internal static RowWriter Create(RowType type) =>
        (RowWriter)Activator.CreateInstance(typeof(RowWriter<>).MakeGenericType(type.ClrType), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance, null, [type], null)!;
}

/// <summary>Appends rows of type <typeparamref name="T"/> to a batch.</summary>
public sealed class RowWriter<T> : RowWriter
    where T : class
{
    private readonly Action<Column[], T> _append;
    private readonly int _columnCount;

    internal RowWriter(RowType type)
    {
        var columns = Expression.Parameter(typeof(Column[]), "columns");
        var row = Expression.Parameter(typeof(T), "row");
        var appends = RowExpressions.Appends(type, i => Expression.ArrayIndex(columns, Expression.Constant(i)), row);
        _append = Expression.Lambda<Action<Column[], T>>(Expression.Block(appends), columns, row).Compile();
        _columnCount = type.Members.Count;
    }

    /// <summary>Appends a row to the batch's first columns, those of the row type, and counts it; the origin is the caller's affair.</summary>
    /// <exception cref="StreamFaultException">The row, or one of its properties whose column takes no null, is null. The batch is as before.</exception>
    public void Append(ColumnBatch batch, T row)
    {
        if (row is null)
            throw StreamFaultException.User($"a row of {RowTypeNames.Of(typeof(T))} is null", "leave it out (.Where, .FlatMap) instead");
        try
        {
            _append(batch.Columns, row);
        }
        catch
        {
            for (var i = 0; i < _columnCount; i++)
                batch.Columns[i].Truncate(batch.RowCount);
            throw;
        }

        batch.RowCount++;
    }

    public override void AppendObject(ColumnBatch batch, object row) => Append(batch, (T)row);
}
