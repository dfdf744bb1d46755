namespace StreamFlow.Checkpoints.Log;

/// <summary>What an epoch staged for one sink.</summary>
/// <param name="Name">The sink's name within the job.</param>
/// <param name="Rows">Rows staged; 0 or more.</param>
/// <param name="Hash">A hash over the staged rows that does not depend on their order.</param>
public sealed record SinkEpoch(string Name, long Rows, ulong Hash);
