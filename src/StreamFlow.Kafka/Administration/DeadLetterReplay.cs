namespace StreamFlow.Kafka.Administration;

/// <summary>What a replay did, or would do.</summary>
/// <param name="Replayed">Letters put back: topic → how many.</param>
/// <param name="Left">Letters that the filter leaves for another time.</param>
/// <param name="Unknown">Letters that say no topic of origin; they are left, unless the replay names a topic for all.</param>
/// <param name="Moved">How many of those left stand at the topic's end now, so that one number says what is done.</param>
public sealed record DeadLetterReplay(IReadOnlyDictionary<string, long> Replayed, long Left, long Unknown, long Moved);
