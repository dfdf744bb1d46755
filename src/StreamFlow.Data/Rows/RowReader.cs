using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>Makes CLR rows out of a batch. Stateless: one for all threads.</summary>
public abstract class RowReader
{
    private protected RowReader()
    {
    }

    /// <summary>The reader of a row type; the same object each time.</summary>
    public static RowReader For(RowType type) => type.Reader;

    /// <summary>The reader of a class; the same object each time.</summary>
    /// <exception cref="StreamFaultException">The class cannot be a row.</exception>
    public static RowReader<T> For<T>()
        where T : class => (RowReader<T>)RowType.Of<T>().Reader;

    /// <summary>A new object with the values of a row. The batch's columns begin with those of the row type, in its order.</summary>
    public abstract object ReadObject(ColumnBatch batch, int row);

    internal static RowReader Create(RowType type) =>
        (RowReader)Activator.CreateInstance(typeof(RowReader<>).MakeGenericType(type.ClrType), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance, null, [type], null)!;
}

/// <summary>Makes rows of type <typeparamref name="T"/> out of a batch, by the constructor and the settable properties.</summary>
public sealed class RowReader<T> : RowReader
    where T : class
{
    private readonly Func<Column[], int, T> _read;

    internal RowReader(RowType type)
    {
        var columns = Expression.Parameter(typeof(Column[]), "columns");
        var row = Expression.Parameter(typeof(int), "row");
        var body = RowExpressions.Read(type, i => Expression.ArrayIndex(columns, Expression.Constant(i)), row);
        _read = Expression.Lambda<Func<Column[], int, T>>(body, columns, row).Compile();
    }

    /// <summary>A new object with the values of a row. The batch's columns begin with those of the row type, in its order.</summary>
    public T Read(ColumnBatch batch, int row) => _read(batch.Columns, row);

    public override object ReadObject(ColumnBatch batch, int row) => Read(batch, row);
}
