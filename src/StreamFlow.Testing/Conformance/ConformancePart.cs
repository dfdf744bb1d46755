namespace StreamFlow.Testing.Conformance;

/// <summary>A nested row of a <see cref="ConformanceRow"/>.</summary>
public sealed record ConformancePart(string Name, int Count);
