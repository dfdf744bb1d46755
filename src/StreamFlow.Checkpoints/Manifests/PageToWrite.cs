namespace StreamFlow.Checkpoints.Manifests;

/// <summary>A page of state for a checkpoint.</summary>
/// <param name="Operator">The stateful operator's name.</param>
/// <param name="Lane">The task within the operator, such as "iot/0".</param>
/// <param name="PageId">The page's name within the lane; the three together are unique in a checkpoint.</param>
/// <param name="Version">A number that the operator changes with the bytes: it proves that an unchanged page is the one that was written.</param>
/// <param name="Bytes">The page; null when it is unchanged since the previous checkpoint, which is then named again.</param>
public sealed record PageToWrite(string Operator, string Lane, string PageId, long Version, ReadOnlyMemory<byte>? Bytes);
