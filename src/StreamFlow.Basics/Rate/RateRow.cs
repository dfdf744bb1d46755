namespace StreamFlow.Basics.Rate;

/// <summary>A row of the <see cref="RateSource"/>.</summary>
/// <param name="Value">0, 1, 2, …: each number once over all partitions.</param>
/// <param name="Timestamp">When the row happened, in event time.</param>
public sealed record RateRow(long Value, DateTimeOffset Timestamp);
