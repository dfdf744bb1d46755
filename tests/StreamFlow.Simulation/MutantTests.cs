using StreamFlow.Simulation.Runs;
using StreamFlow.Simulation.Scenarios;

namespace StreamFlow.Simulation;

/// <summary>The simulation finds what it is there to find: each known bug fails some seed, and few of them are needed.</summary>
public sealed class MutantTests
{
    private const int SeedsMax = 600;

    public static TheoryData<string> Mutants => [.. Enum.GetNames<Mutant>().Skip(1)];

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task A_known_bug_is_found_within_some_seeds(string name)
    {
        var mutant = Enum.Parse<Mutant>(name);
        for (var seed = 0; seed < SeedsMax; seed++)
        {
            if ((await ScenarioRun.RunAsync(ScenarioGenerator.Make(seed), mutant)).HasFailed)
                return;
        }

        Assert.Fail($"{mutant} is not found within {SeedsMax} seeds");
    }

    [Fact]
    public async Task A_failing_seed_is_shrunk_to_few_faults_and_still_fails()
    {
        var failed = await FirstFailureAsync(Mutant.SinkCommitsAtStage);
        var smallest = await Shrinker.ShrinkAsync(failed, Mutant.SinkCommitsAtStage);
        Assert.True(smallest.HasFailed);
        Assert.True(smallest.Scenario.Attempts.Sum(attempt => attempt.Faults.Count) <= 1, smallest.ToString());
        Assert.True(smallest.Scenario.Log.Count < failed.Scenario.Log.Count, smallest.ToString());
        Assert.Contains(smallest.Failures[0], smallest.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_without_threads_tells_the_same_story_each_time()
    {
        foreach (var seed in Enumerable.Range(0, 100).Where(seed => !ScenarioGenerator.Make(seed).HasThreads).Take(40))
        {
            var once = await ScenarioRun.RunAsync(ScenarioGenerator.Make(seed));
            var again = await ScenarioRun.RunAsync(ScenarioGenerator.Make(seed));
            Assert.Equal(once.ToString(), again.ToString());
            Assert.Equal(once.Counts.ToString(), again.Counts.ToString());
        }
    }

    private static async Task<RunReport> FirstFailureAsync(Mutant mutant)
    {
        for (var seed = 0; seed < SeedsMax; seed++)
        {
            var report = await ScenarioRun.RunAsync(ScenarioGenerator.Make(seed), mutant);
            if (report.HasFailed)
                return report;
        }

        throw new InvalidOperationException($"{mutant} is not found within {SeedsMax} seeds");
    }
}
