namespace StreamFlow.Checkpoints.Log;

/// <summary>How the epoch log is written.</summary>
public sealed record EpochLogOptions
{
    /// <summary>A segment that has reached this many bytes is followed by a new one. Default 64 MiB.</summary>
    public long SegmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Whether <see cref="EpochLog.Flush"/> waits for the disk (default), or leaves that to the system: that survives a killed process,
    /// not a power cut, which recovery then notices.
    /// </summary>
    public bool FlushToDisk { get; init; } = true;
}
