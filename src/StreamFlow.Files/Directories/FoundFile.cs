using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>A file of a directory as it was when it was found.</summary>
/// <param name="Partition">The partition that reads it.</param>
/// <param name="Path">Below the directory, with '/' between folders.</param>
/// <param name="StoredBytes">As it lies there.</param>
/// <param name="Length">Of its content: unpacked where it is packed.</param>
/// <param name="Modified">When it was written last, microseconds: the timestamp of its records.</param>
/// <param name="First">Of its content.</param>
/// <param name="Last">As many bytes at its content's end.</param>
internal sealed record FoundFile(int Partition, string Path, long StoredBytes, long Length, long Modified, Fingerprint First, Fingerprint Last);
