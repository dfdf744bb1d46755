namespace StreamFlow.Kafka;

/// <summary>How a topic is made where it does not exist.</summary>
/// <param name="Partitions">1 or more.</param>
/// <param name="Replication">Copies of each partition; null for the cluster's default.</param>
public sealed record TopicCreation(int Partitions, int? Replication = null)
{
    /// <summary>Topic settings such as <c>retention.ms</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
