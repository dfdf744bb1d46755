using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>Reads and appends single values of a column as <typeparamref name="T"/>: a scalar, a list, or a nested row.</summary>
public sealed class ColumnAccess<T>
{
    private readonly Func<Column, int, T> _read;
    private readonly Action<Column, T> _append;

    /// <param name="place">What the values are, for messages.</param>
    /// <exception cref="StreamFaultException">No column holds the type.</exception>
    public ColumnAccess(string place)
    {
        var slot = ColumnSlots.Of(typeof(T), null, place, []);
        Type = slot.Codec.Type;
        var column = Expression.Parameter(typeof(Column), "column");
        var row = Expression.Parameter(typeof(int), "row");
        var value = Expression.Parameter(typeof(T), "value");
        _read = Expression.Lambda<Func<Column, int, T>>(slot.Read(column, row), column, row).Compile();
        _append = Expression.Lambda<Action<Column, T>>(slot.Append(column, value), column, value).Compile();
    }

    /// <summary>The type of the columns that it reads and appends to.</summary>
    public DataType Type { get; }

    public T Read(Column column, int row) => _read(column, row);

    public void Append(Column column, T value) => _append(column, value);
}
