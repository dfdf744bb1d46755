using StreamFlow.Data;

namespace StreamFlow.Operators.Expressions;

/// <summary>Questions about where a column is null.</summary>
internal static class NullRows
{
    /// <summary>The first null row of a column that has one.</summary>
    public static int First(Column column)
    {
        var row = 0;
        while (!column.IsNull(row))
            row++;
        return row;
    }

    /// <summary>Whether every row that is null in the first column is null in the second as well.</summary>
    public static bool AreIn(Column first, Column second)
    {
        if (!first.HasNulls)
            return true;
        if (!second.HasNulls)
            return false;
        var firstValid = first.NullBitmap;
        var secondValid = second.NullBitmap;
        for (var i = 0; i < firstValid.Length; i++)
        {
            if ((secondValid[i] & ~firstValid[i]) != 0)
                return false;
        }

        return true;
    }
}
