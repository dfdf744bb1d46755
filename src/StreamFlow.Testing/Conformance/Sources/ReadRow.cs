namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>A row with where it stands.</summary>
internal sealed record ReadRow(int Partition, long Offset, long Timestamp, ConformanceRow Row);
