using System.Diagnostics;

namespace StreamFlow.Benchmarks.Formats;

/// <summary>A stopwatch loop that says the best round: what the code costs when nobody else takes the processor.</summary>
internal static class Rounds
{
    public static void Report(string name, int rowsPerRound, Action round, int count = 60)
    {
        var best = double.MaxValue;
        var median = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            round();
            var nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / rowsPerRound;
            best = Math.Min(best, nanoseconds);
            median.Add(nanoseconds);
        }

        median.Sort();
        Console.WriteLine(FormattableString.Invariant($"{name,-40} {best,7:F1} ns a row (best of {count} rounds; median {median[count / 2]:F1})"));
    }
}
