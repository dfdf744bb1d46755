namespace StreamFlow.Simulation.Checks;

/// <summary>Compares rows as multisets.</summary>
internal static class RowDifference
{
    private const int ShownMax = 6;

    /// <returns>Null when they are the same; else some that are missing and some that are too many.</returns>
    public static string? Between<T>(IEnumerable<T> expected, IEnumerable<T> actual, bool mayHaveMore = false)
        where T : notnull
    {
        var missing = Without(expected, actual);
        var added = mayHaveMore ? [] : Without(actual, expected);
        return missing.Count == 0 && added.Count == 0 ? null : $"{Show("missing", missing)}{Show("too many", added)}";
    }

    private static List<T> Without<T>(IEnumerable<T> rows, IEnumerable<T> others)
        where T : notnull
    {
        var counts = others.CountBy(row => row).ToDictionary();
        var left = new List<T>();
        foreach (var row in rows)
        {
            if (counts.TryGetValue(row, out var count) && count > 0)
                counts[row] = count - 1;
            else
                left.Add(row);
        }

        return left;
    }

    private static string Show<T>(string what, List<T> rows) =>
        string.Concat(rows.Take(ShownMax).Select(row => $"\n    {what} {row}")) + (rows.Count > ShownMax ? $"\n    … and {rows.Count - ShownMax} more {what}" : "");
}
