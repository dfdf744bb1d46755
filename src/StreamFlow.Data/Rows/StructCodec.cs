using System.Linq.Expressions;
using System.Reflection;

namespace StreamFlow.Data.Rows;

/// <summary>A nested row: its members in the child columns.</summary>
internal sealed class StructCodec(RowType row) : ValueCodec(row.ClrType, DataType.Struct(row.Schema.Fields))
{
    private static readonly PropertyInfo Child = typeof(IReadOnlyList<Column>).GetProperty("Item")!;

    public override Expression Read(Expression column, Expression rowIndex) =>
        RowExpressions.Read(row, i => ChildOf(column, i), rowIndex);

    public override Expression Append(Expression column, Expression value)
    {
        var appends = RowExpressions.Appends(row, i => ChildOf(column, i), value);
        return Expression.Block([.. appends, Expression.Call(Expression.Convert(column, typeof(StructColumn)), nameof(StructColumn.AppendRow), null)]);
    }

    private static MemberExpression Children(Expression column) =>
        Expression.Property(Expression.Convert(column, typeof(StructColumn)), nameof(StructColumn.Children));

    private static IndexExpression ChildOf(Expression column, int index) =>
        Expression.Property(Children(column), Child, Expression.Constant(index));
}
