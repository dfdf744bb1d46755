using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>A scalar: its column has an indexer and an Append for <typeparamref name="TStored"/>.</summary>
internal sealed class ScalarCodec<TColumn, TStored, TValue>(
    DataType type, Expression<Func<TColumn, int, TStored>> read, Expression<Action<TColumn, TStored>> append,
    Expression<Func<TStored, TValue>> fromStored, Expression<Func<TValue, TStored>> toStored)
    : ScalarCodec(typeof(TValue), type)
    where TColumn : Column
{
    private readonly Func<TValue, TStored> _toStored = toStored.Compile();

    public override Expression Read(Expression column, Expression row) =>
        Expression.Invoke(fromStored, Expression.Invoke(read, Expression.Convert(column, typeof(TColumn)), row));

    public override Expression Append(Expression column, Expression value) =>
        Expression.Invoke(append, Expression.Convert(column, typeof(TColumn)), Expression.Invoke(toStored, value));

    public override object ToStored(object value) => _toStored((TValue)value)!;
}

/// <summary>A scalar of any type.</summary>
internal abstract class ScalarCodec(Type clrType, DataType type) : ValueCodec(clrType, type)
{
    /// <summary>The value as its column stores it.</summary>
    public abstract object ToStored(object value);
}
