using StreamFlow.Simulation.Command;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation;

/// <summary>Some hundred seeds, always the same ones; ./simulate runs any number.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 400;

    [Fact]
    public async Task However_a_random_job_is_run_and_broken_it_commits_what_the_model_says()
    {
        var output = new StringWriter();
        var run = new SeedRun(from: 0, Seeds, limit: null, jobs: 2, shrink: true, output);
        await run.RunAsync(CancellationToken.None);
        Assert.True(run.Failed == 0, output.ToString());

        // What does not happen is not tested.
        Assert.All(Enum.GetValues<FaultKind>(), kind => Assert.True(run.Counts.Of(kind) > 0, $"no {kind} in {Seeds} seeds"));
        Assert.All(
            ["epochs", "replayed epochs", "power cuts", "zombies that went on", "damage refused", "checked against the whole input at once", "jobs that cannot be replayed", "changes of the job", "losses of an unflushed log noticed"],
            what => Assert.True(run.Counts.Of(what) > 0, $"no {what} in {Seeds} seeds"));
    }
}
