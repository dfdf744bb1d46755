using System.Linq.Expressions;

namespace StreamFlow.Data.Rows;

/// <summary>An array or a list: its items in the child column, each read and written by a compiled delegate.</summary>
internal sealed class ListCodec<TItem>(Type clrType, ColumnSlot item) : ValueCodec(clrType, DataType.List(item.Codec.Type, item.Nullable))
{
    private readonly Func<Column, int, TItem> _readItem = CompileRead(item);
    private readonly Action<Column, TItem> _appendItem = CompileAppend(item);

    public override Expression Read(Expression column, Expression row)
    {
        var method = ClrType.IsArray ? nameof(ReadArray) : nameof(ReadList);
        return Expression.Call(Expression.Constant(this), method, null, Expression.Convert(column, typeof(ListColumn)), row);
    }

    public override Expression Append(Expression column, Expression value) =>
        Expression.Call(Expression.Constant(this), nameof(AppendList), null, Expression.Convert(column, typeof(ListColumn)), Expression.Convert(value, typeof(IEnumerable<TItem>)));

    private TItem[] ReadArray(ListColumn column, int row)
    {
        var start = column.ValueOffsets[row];
        var items = new TItem[column.ValueOffsets[row + 1] - start];
        for (var i = 0; i < items.Length; i++)
            items[i] = _readItem(column.Items, start + i);
        return items;
    }

    private List<TItem> ReadList(ListColumn column, int row) => [.. ReadArray(column, row)];

    private void AppendList(ListColumn column, IEnumerable<TItem> items)
    {
        foreach (var value in items)
            _appendItem(column.Items, value);
        column.AppendRow();
    }

    private static Func<Column, int, TItem> CompileRead(ColumnSlot item)
    {
        var column = Expression.Parameter(typeof(Column), "column");
        var row = Expression.Parameter(typeof(int), "row");
        return Expression.Lambda<Func<Column, int, TItem>>(item.Read(column, row), column, row).Compile();
    }

    private static Action<Column, TItem> CompileAppend(ColumnSlot item)
    {
        var column = Expression.Parameter(typeof(Column), "column");
        var value = Expression.Parameter(typeof(TItem), "value");
        return Expression.Lambda<Action<Column, TItem>>(item.Append(column, value), column, value).Compile();
    }
}
