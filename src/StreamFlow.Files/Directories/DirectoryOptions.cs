namespace StreamFlow.Files.Directories;

/// <summary>How a directory is looked through.</summary>
internal sealed record DirectoryOptions(string Pattern, int Partitions, TimeSpan MinAge);
