namespace StreamFlow.Engine.Epochs;

/// <summary>What an epoch is to do: planned for a new one, taken from its record for a replay.</summary>
/// <param name="Number">Its number.</param>
/// <param name="ClockMicroseconds">The one value of the clock that it sees.</param>
/// <param name="Targets">The end of each partition's range, exclusive.</param>
/// <param name="Reach">How far a partition is read that was read up to this offset.</param>
/// <param name="Flush">Whether open windows leave too.</param>
internal sealed record EpochOrder(
    EpochNumber Number,
    long ClockMicroseconds,
    IReadOnlyDictionary<SourcePartition, long> Targets,
    Func<SourcePartition, long, PartitionReach> Reach,
    bool Flush);
