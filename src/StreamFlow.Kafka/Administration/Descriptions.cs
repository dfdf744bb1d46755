namespace StreamFlow.Kafka.Administration;

/// <summary>A topic in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many it has.</param>
/// <param name="Replication">Copies of each partition.</param>
public sealed record TopicSummary(string Name, int Partitions, int Replication);

/// <summary>A topic, partition by partition.</summary>
public sealed record TopicDescription(string Name, IReadOnlyList<PartitionDescription> Partitions);

/// <summary>A partition.</summary>
/// <param name="Partition">0 or more.</param>
/// <param name="Leader">The broker that serves it; -1 for none.</param>
/// <param name="Replicas">The brokers that keep it.</param>
/// <param name="InSync">Those of them that are up to date.</param>
/// <param name="Earliest">The first offset that can still be read.</param>
/// <param name="End">The last stable offset: the end for readers of committed records, exclusive.</param>
public sealed record PartitionDescription(int Partition, int Leader, IReadOnlyList<int> Replicas, IReadOnlyList<int> InSync, long Earliest, long End);

/// <summary>A cluster.</summary>
public sealed record ClusterDescription(string Id, int? Controller, IReadOnlyList<BrokerDescription> Brokers)
{
    /// <summary>Whether it is an embedded broker.</summary>
    public bool IsEmbedded { get; init; }
}

/// <summary>A broker.</summary>
public sealed record BrokerDescription(int Id, string Host, int Port);

/// <summary>A consumer group in a list.</summary>
public sealed record GroupSummary(string Group, string State);

/// <summary>A consumer group with its members; a group whose offsets are committed without joining (StreamFlow's jobs) has none.</summary>
public sealed record GroupDescription(string Group, string State, string? Coordinator, IReadOnlyList<GroupMember> Members, IReadOnlyList<GroupLag> Offsets);

/// <summary>A member of a consumer group.</summary>
public sealed record GroupMember(string Id, string Client, string Host, IReadOnlyList<string> Partitions);

/// <summary>Where a group stands in a partition.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Committed">The group's next offset.</param>
/// <param name="End">The partition's last stable offset.</param>
public sealed record GroupLag(string Topic, int Partition, long Committed, long End)
{
    public long Lag => Math.Max(0, End - Committed);
}
