namespace StreamFlow;

/// <summary>A record that could not be turned into a row. As a row of its own it can go into any sink, in the same commit as everything else.</summary>
/// <param name="Source">The source's name, for Kafka the topic.</param>
/// <param name="Partition">The partition it stands in.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Timestamp">The record's own timestamp.</param>
/// <param name="Key">The record's key as it came; null where it had none.</param>
/// <param name="Value">The record's value as it came; null for a tombstone.</param>
/// <param name="Headers">The record's headers as they came, in their order; empty where it had none.</param>
/// <param name="Column">The column (JSON name, dotted for nested ones) that did not decode; null when the whole record is broken.</param>
/// <param name="Reason">What is wrong, in one sentence.</param>
public sealed record BadRecord(
    string Source,
    int Partition,
    long Offset,
    DateTimeOffset Timestamp,
    byte[]? Key,
    byte[]? Value,
    IReadOnlyList<MessageHeader> Headers,
    string? Column,
    string Reason);
