using StreamFlow.Checkpoints.Log;

namespace StreamFlow.Checkpoints.Inspection;

/// <summary>A segment of the log, as far as it can be read.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="FirstEpoch">The epoch that it begins with, by its name.</param>
/// <param name="Records">Whole records, up to the first damage.</param>
public sealed record SegmentView(string File, long Bytes, EpochNumber FirstEpoch, long Records)
{
    /// <summary>The last whole record's epoch; one before <see cref="FirstEpoch"/> when there is none.</summary>
    public EpochNumber LastEpoch => new(FirstEpoch.Value + Records - 1);

    /// <summary>False for a segment that was dropped and came back with a power cut: recovery does not read it.</summary>
    public bool IsInLog { get; init; } = true;

    /// <summary>The end of the log that is not whole: torn, or being written just now; null when it is whole.</summary>
    public TornTail? TornTail { get; init; }

    /// <summary>What is damaged, as a sentence; null for nothing.</summary>
    public string? Damage { get; init; }
}
