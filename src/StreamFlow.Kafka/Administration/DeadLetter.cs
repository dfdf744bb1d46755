namespace StreamFlow.Kafka.Administration;

/// <summary>A record of a dead-letter topic.</summary>
/// <param name="Partition">Where it stands in the dead-letter topic.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="PutAside">When it was put aside.</param>
/// <param name="Key">As it came; null where it had none.</param>
/// <param name="Value">As it came; null for a tombstone.</param>
/// <param name="Headers">Its own headers, without those of StreamFlow.</param>
/// <param name="Origin">Where it came from and why it is here; null for a record that StreamFlow has not put here.</param>
public sealed record DeadLetter(
    int Partition, long Offset, DateTimeOffset PutAside, byte[]? Key, byte[]? Value, IReadOnlyList<MessageHeader> Headers, DeadLetterOrigin? Origin);
