namespace StreamFlow.Checkpoints.Manifests;

/// <summary>A page of state that lies in a data file.</summary>
/// <param name="Operator">The stateful operator's name.</param>
/// <param name="Lane">The task within the operator, such as "iot/0".</param>
/// <param name="PageId">The page's name within the lane.</param>
/// <param name="Version">The version that the operator gave these bytes.</param>
/// <param name="File">The data file.</param>
/// <param name="Offset">Where the page begins in it, in bytes.</param>
/// <param name="Length">In bytes; 0 or more.</param>
/// <param name="Crc32C">The checksum of the bytes.</param>
public sealed record CheckpointPage(string Operator, string Lane, string PageId, long Version, string File, long Offset, int Length, uint Crc32C);
