namespace StreamFlow.Simulation.Logs;

/// <summary>Something that happens to a topic: a partition comes to be, or an entry is appended.</summary>
/// <param name="Topic">Which topic.</param>
/// <param name="Partition">Which partition.</param>
/// <param name="Entry">What is appended; null where the partition comes to be.</param>
internal sealed record LogEvent(int Topic, int Partition, LogEntry? Entry);
