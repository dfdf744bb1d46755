namespace StreamFlow.Cli.Jobs;

/// <summary>Names that somebody may have meant.</summary>
internal static class NearestNames
{
    private const int NamesMax = 3;

    /// <summary>The names that are nearest to what was typed, nearest first; none where all are far from it.</summary>
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> names)
    {
        // Half of what was typed may be wrong; beyond that a suggestion is a guess.
        var limit = Math.Max(2, typed.Length / 2);
        return [.. names
            .Select(name => (Name: name, Distance: name.Contains(typed, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(typed, name)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(NamesMax)
            .Select(candidate => candidate.Name)];
    }

    /// <summary>How many letters to insert, delete, replace or swap with their neighbour to come from one to the other, ignoring case.</summary>
    internal static int Distance(string from, string to)
    {
        var steps = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            steps[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            steps[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1, steps[i - 1, j - 1] + replace);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                    best = Math.Min(best, steps[i - 2, j - 2] + 1);
                steps[i, j] = best;
            }
        }

        return steps[from.Length, to.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
