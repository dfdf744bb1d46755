namespace StreamFlow.Checkpoints.Manifests;

/// <summary>An operator that keeps state, so that a changed plan can be compared with the one that wrote a checkpoint.</summary>
/// <param name="Name">Its stable name.</param>
/// <param name="Signature">What must be equal for its pages to be readable: kind, key and state types, window.</param>
public sealed record StatefulOperator(string Name, string Signature);
