using System.Globalization;

namespace StreamFlow.Tests.Engine.Schedules;

/// <summary>
/// Random schedules: the same rows through the same job, once whole and once in pieces, by several workers, with crashes in between, must come out the same;
/// and for jobs that LINQ can say, as LINQ says.
/// STREAMFLOW_SEED=N runs one of them, STREAMFLOW_SCHEDULES=N more of them.
/// </summary>
public sealed class ScheduleTests
{
    private const int SchedulesByDefault = 240;

    [Fact]
    public async Task However_a_job_is_cut_interrupted_and_restarted_it_commits_the_same_rows()
    {
        var failures = new List<string>();
        foreach (var seed in Seeds())
        {
            var schedule = new Schedule(seed);
            try
            {
                var whole = await schedule.RunWholeAsync();
                if (ScheduleOracle.Of(schedule) is { } expected && !expected.SequenceEqual(whole))
                    failures.Add($"seed {seed}, {schedule.JobName}, against LINQ:\n{Difference(expected, whole)}");
                var broken = await schedule.RunBrokenAsync();
                if (!whole.SequenceEqual(broken))
                    failures.Add($"seed {seed}, {schedule.JobName}:\n{schedule.Story}\n{Difference(whole, broken)}");
            }
            catch (Exception error)
            {
                failures.Add($"seed {seed}, {schedule.JobName}:\n{schedule.Story}\n{error}");
            }

            if (failures.Count == 5)
                break;
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static IEnumerable<int> Seeds() =>
        Number("STREAMFLOW_SEED") is { } one ? [one] : Enumerable.Range(0, Number("STREAMFLOW_SCHEDULES") ?? SchedulesByDefault);

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Difference(IReadOnlyList<string> whole, IReadOnlyList<string> broken) =>
        string.Join("\n", Without(whole, broken).Select(line => $"  missing {line}").Concat(Without(broken, whole).Select(line => $"  added   {line}")).Take(12));

    private static List<string> Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = others.ToList();
        return [.. lines.Where(line => !left.Remove(line))];
    }
}
