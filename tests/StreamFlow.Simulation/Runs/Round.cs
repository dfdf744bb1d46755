namespace StreamFlow.Simulation.Runs;

/// <summary>What happens to a running job from outside: the log grows, the clock moves, and everything is processed.</summary>
internal sealed record Round(int Produce, TimeSpan Advance);
