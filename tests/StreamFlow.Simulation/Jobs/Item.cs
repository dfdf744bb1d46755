namespace StreamFlow.Simulation.Jobs;

/// <summary>The one row type of all simulated jobs, so that any step can follow any other.</summary>
internal sealed record Item(string Key, DateTimeOffset At, long Value, double Weight);
