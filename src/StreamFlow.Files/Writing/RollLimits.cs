namespace StreamFlow.Files.Writing;

/// <summary>When a file is complete.</summary>
/// <param name="Bytes">At this length or above.</param>
/// <param name="Age">So long after its first row.</param>
/// <param name="OpenFilesMax">Files that one task lets grow at a time; one more, and the one that was longest without a row is complete.</param>
internal sealed record RollLimits(long Bytes, TimeSpan Age, int OpenFilesMax);
