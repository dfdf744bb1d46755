using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>One place for values in a column: the codec of the values, and what becomes of null.</summary>
/// <param name="ClrType">The declared type: <c>double?</c> where the codec's is <c>double</c>.</param>
/// <param name="Codec">Reads and writes values that are there.</param>
/// <param name="Nullable">Whether null may stand here.</param>
/// <param name="Place">Type and property, for messages.</param>
internal sealed record ColumnSlot(Type ClrType, ValueCodec Codec, bool Nullable, string Place)
{
    /// <summary>An expression of <see cref="ClrType"/>.</summary>
    /// <param name="column">Of type <see cref="Column"/>.</param>
    /// <param name="row">Of type int.</param>
    public Expression Read(Expression column, Expression row)
    {
        var value = Expression.Convert(Codec.Read(column, row), ClrType);
        return Nullable ? Expression.Condition(Expression.Call(column, nameof(Column.IsNull), null, row), Expression.Default(ClrType), value) : value;
    }

    /// <summary>An expression that appends a value of <see cref="ClrType"/>.</summary>
    public Expression Append(Expression column, Expression value)
    {
        if (ClrType.IsValueType && System.Nullable.GetUnderlyingType(ClrType) is null)
            return Codec.Append(column, Converted(value));
        var held = Expression.Variable(ClrType, "value");
        Expression whenNull = Nullable
            ? Expression.Call(column, nameof(Column.AppendNull), null)
            : Expression.Call(typeof(ColumnSlot), nameof(RefuseNull), null, Expression.Constant(Place));
        return Expression.Block(
            [held],
            Expression.Assign(held, value),
            Expression.IfThenElse(Expression.Equal(held, Expression.Constant(null, ClrType)), whenNull, Codec.Append(column, Converted(held))));
    }

    private static void RefuseNull(string place) =>
        throw StreamFaultException.User(
            $"{place} is null, and its column takes no null",
            "give the property a value, or declare it nullable (with a '?')");

    private Expression Converted(Expression value) => value.Type == Codec.ClrType ? value : Expression.Convert(value, Codec.ClrType);
}
