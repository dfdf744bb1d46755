using StreamFlow.Simulation.Scenarios;

namespace StreamFlow.Simulation.Runs;

/// <summary>What came of a scenario.</summary>
internal sealed record RunReport(Scenario Scenario, IReadOnlyList<string> Failures, IReadOnlyList<string> Story, Counts Counts)
{
    public bool HasFailed => Failures.Count > 0;

    /// <summary>Everything that a person needs to understand a failure.</summary>
    public override string ToString() =>
        $"seed {Scenario.Seed}{(Scenario.HasThreads ? ", with threads" : "")}, {Scenario.Guarantee}, {Scenario.Log.Count} log events\n{Scenario.Job}\n{string.Join("\n", Story)}";
}
