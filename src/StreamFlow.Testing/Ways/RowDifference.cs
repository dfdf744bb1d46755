using System.Text;

namespace StreamFlow.Testing.Ways;

/// <summary>Compares committed rows as multisets: no order holds between partitions.</summary>
internal static class RowDifference
{
    private const int ShownMax = 10;

    public static void RequireNone(
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected, IReadOnlyDictionary<string, IReadOnlyList<string>> actual, string way)
    {
        var text = new StringBuilder();
        foreach (var (sink, rows) in expected)
        {
            var missing = Without(rows, actual[sink]);
            var added = Without(actual[sink], rows);
            if (missing.Count == 0 && added.Count == 0)
                continue;
            text.Append("sink ").Append(sink).Append(": ").Append(rows.Count).Append(" rows run whole, ").Append(actual[sink].Count).Append(" rows run ").Append(way).Append('\n');
            Show(text, "  missing ", missing);
            Show(text, "  added   ", added);
        }

        if (text.Length > 0)
            throw new RowsDifferException($"the job, run {way}, committed other rows than run whole:\n{text}");
    }

    private static List<string> Without(IReadOnlyList<string> rows, IReadOnlyList<string> others)
    {
        var counts = others.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        var left = new List<string>();
        foreach (var row in rows)
        {
            if (counts.TryGetValue(row, out var count) && count > 0)
                counts[row] = count - 1;
            else
                left.Add(row);
        }

        return left;
    }

    private static void Show(StringBuilder text, string mark, List<string> rows)
    {
        foreach (var row in rows.Take(ShownMax))
            text.Append(mark).Append(row).Append('\n');
        if (rows.Count > ShownMax)
            text.Append(mark).Append("… and ").Append(rows.Count - ShownMax).Append(" more\n");
    }
}
