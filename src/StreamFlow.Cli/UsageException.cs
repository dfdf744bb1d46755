namespace StreamFlow.Cli;

/// <summary>Wrong usage: the exit code is 2.</summary>
/// <param name="problem">What is wrong, in one sentence.</param>
/// <param name="wayOut">What to type instead.</param>
internal sealed class UsageException(string problem, string wayOut) : Exception(problem)
{
    public string WayOut { get; } = wayOut;
}
