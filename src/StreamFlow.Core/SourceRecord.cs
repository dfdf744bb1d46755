namespace StreamFlow;

/// <summary>A record as its source holds it, copied.</summary>
/// <param name="Source">The source's own name, for Kafka the topic.</param>
/// <param name="Key">Null where it has none.</param>
/// <param name="Value">Null for a tombstone.</param>
/// <param name="Headers">In their order.</param>
public sealed record SourceRecord(string Source, byte[]? Key, byte[]? Value, IReadOnlyList<MessageHeader> Headers);
