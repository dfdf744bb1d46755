namespace StreamFlow.Testing;

/// <summary>Two ways of running a job, which must give the same rows, gave different ones.</summary>
public sealed class RowsDifferException(string message) : Exception(message);
