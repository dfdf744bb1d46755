namespace StreamFlow.Kafka.Administration;

/// <summary>Where a dead letter came from, and why it was put aside.</summary>
/// <param name="Topic">The source's topic.</param>
/// <param name="Partition">The partition there.</param>
/// <param name="Offset">The offset there.</param>
/// <param name="Timestamp">The record's own timestamp.</param>
/// <param name="Column">The column that did not decode; null where the whole record is at fault.</param>
/// <param name="Reason">What is wrong, in one sentence.</param>
/// <param name="Job">The job that put it aside.</param>
public sealed record DeadLetterOrigin(string Topic, int Partition, long Offset, DateTimeOffset Timestamp, string? Column, string Reason, string Job);
