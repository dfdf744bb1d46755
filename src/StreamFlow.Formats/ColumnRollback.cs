using StreamFlow.Data;

namespace StreamFlow.Formats;

/// <summary>Takes back what a row has written, also where a nested row or a list was left half-written and its own length says nothing.</summary>
public static class ColumnRollback
{
    /// <summary>Shortens the column and everything below it to its first rows.</summary>
    public static void To(Column column, int length)
    {
        column.Truncate(length);
        switch (column)
        {
            case StructColumn rows:
                for (var i = 0; i < rows.Children.Count; i++)
                    To(rows.Children[i], length);
                break;
            case ListColumn lists:
                To(lists.Items, lists.ValueOffsets[length]);
                break;
        }
    }
}
