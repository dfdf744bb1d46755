using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>An entry of a followed log's journal.</summary>
internal abstract record LogEntry
{
    /// <summary>A file was found that continues the log.</summary>
    /// <param name="LastLength">The length of the one before, which grows no more; -1 for the first.</param>
    /// <param name="Id">Which file.</param>
    /// <param name="First">Its first bytes.</param>
    /// <param name="Age">Its name, and when it was written last, when it was found.</param>
    /// <param name="Timestamp">When it was found, microseconds.</param>
    internal sealed record Begun(long LastLength, FileId Id, Fingerprint First, RotationAge Age, long Timestamp) : LogEntry;

    /// <summary>The newest file has grown: more of its first bytes are known.</summary>
    internal sealed record Grown(Fingerprint First) : LogEntry;

    /// <summary>Records from this offset on have this timestamp.</summary>
    internal sealed record Dated(long Offset, long Timestamp) : LogEntry;
}
