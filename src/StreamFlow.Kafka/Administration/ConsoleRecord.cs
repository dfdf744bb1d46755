namespace StreamFlow.Kafka.Administration;

/// <summary>A record as the console shows it.</summary>
/// <param name="Partition">0 or more.</param>
/// <param name="Offset">The record's offset.</param>
/// <param name="Timestamp">The record's timestamp.</param>
/// <param name="Key">The key as text (UTF-8); null for none.</param>
/// <param name="Value">The value as text (UTF-8); null for a tombstone.</param>
public sealed record ConsoleRecord(int Partition, long Offset, DateTimeOffset Timestamp, string? Key, string? Value);

/// <summary>What the console reads.</summary>
public sealed record ConsumeOptions
{
    /// <summary>Where to begin; with a group only where the group has no offset yet. Default: earliest.</summary>
    public OffsetReset From { get; init; } = OffsetReset.Earliest;

    /// <summary>A consumer group to join: its members share the partitions, and what was shown is committed. Null reads alone and leaves no trace.</summary>
    public string? Group { get; init; }

    /// <summary>At most so many records; null for no limit.</summary>
    public long? Max { get; init; }

    /// <summary>Whether to wait for records to come; when false the end of each partition as it was at the start is the end. Not with a group. Default: true.</summary>
    public bool Follow { get; init; } = true;

    /// <summary>Whether records of transactions that are open or were aborted are shown, too. Default: false.</summary>
    public bool Uncommitted { get; init; }
}
