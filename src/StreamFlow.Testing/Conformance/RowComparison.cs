using System.Text;

namespace StreamFlow.Testing.Conformance;

/// <summary>Compares rows as multisets and says what is missing, twice, or different.</summary>
internal static class RowComparison
{
    private const int ShownMax = 5;

    /// <param name="expected">Each with an id of its own.</param>
    /// <param name="actual">In any order.</param>
    /// <param name="notHeld">Columns that are left out of account.</param>
    /// <param name="when">Stands before the differences.</param>
    public static void Require(IReadOnlyCollection<ConformanceRow> expected, IReadOnlyCollection<ConformanceRow> actual, IReadOnlyCollection<string> notHeld, string when)
    {
        var problems = new List<string>();
        var found = actual.ToLookup(row => row.Id);
        foreach (var row in expected)
        {
            var same = found[row.Id].ToList();
            if (same.Count == 0)
                problems.Add($"{row} is missing");
            else if (same.Count > 1)
                problems.Add($"{row} is there {same.Count} times");
            else if (ConformanceColumns.Differences(row, same[0], notHeld) is { Count: > 0 } differences)
                problems.Add($"{row}: {string.Join("; ", differences)}");
        }

        var wanted = expected.Select(row => row.Id).ToHashSet();
        problems.AddRange(actual.Where(row => !wanted.Contains(row.Id)).Select(row => $"{row} is there and must not be"));
        if (problems.Count == 0)
            return;
        var text = new StringBuilder($"{when}: of {expected.Count} rows that must be there, {actual.Count} are read");
        foreach (var problem in problems.Take(ShownMax))
            text.Append("\n  ").Append(problem);
        if (problems.Count > ShownMax)
            text.Append("\n  … and ").Append(problems.Count - ShownMax).Append(" more");
        throw new CheckFailure(text.ToString());
    }
}
