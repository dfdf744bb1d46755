namespace StreamFlow.Testing.Conformance;

/// <summary>A connector or a storage does not keep what its contract promises.</summary>
public sealed class ConformanceException : Exception
{
    internal ConformanceException(string check, string problem, Exception? inner = null)
        : base($"{check}: {problem}", inner) => Check = check;

    /// <summary>The check that found it.</summary>
    public string Check { get; }
}
