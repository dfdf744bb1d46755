namespace StreamFlow.Files.Writing;

/// <summary>When a file is complete.</summary>
/// <param name="Bytes">At this length or above.</param>
/// <param name="Age">So long after its first row.</param>
/// <param name="OpenFilesMax">Files that one task keeps open at a time, and at most so many grow on when an epoch ends.</param>
internal sealed record RollLimits(long Bytes, TimeSpan Age, int OpenFilesMax);
