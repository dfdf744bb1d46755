using System.Globalization;
using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>An enum: the column of its underlying integer.</summary>
internal sealed class EnumCodec(Type clrType, ScalarCodec underlying) : ScalarCodec(clrType, underlying.Type)
{
    public override Expression Read(Expression column, Expression row) => Expression.Convert(underlying.Read(column, row), ClrType);

    public override Expression Append(Expression column, Expression value) =>
        underlying.Append(column, Expression.Convert(value, underlying.ClrType));

    public override object ToStored(object value) => Convert.ChangeType(value, underlying.ClrType, CultureInfo.InvariantCulture);
}
