namespace StreamFlow.Definition;

/// <summary>What a run wants to be put aside.</summary>
/// <param name="Place">Where to, for Kafka the topic.</param>
/// <param name="LateRows">Late rows, too, not only bad records.</param>
internal sealed record DeadLetterRequest(string Place, bool LateRows);
