namespace StreamFlow.Engine.Epochs;

/// <summary>What an epoch is to do: planned for a new one, taken from its record for a replay.</summary>
/// <param name="Number">Its number.</param>
/// <param name="ClockMicroseconds">The one value of the clock that it sees.</param>
/// <param name="Targets">The end of each partition's range, exclusive.</param>
/// <param name="Leaves">Whether a partition that has never had a row and was read up to this offset leaves the minimum.</param>
/// <param name="Flush">Whether open windows leave too.</param>
internal sealed record EpochOrder(
    EpochNumber Number,
    long ClockMicroseconds,
    IReadOnlyDictionary<SourcePartition, long> Targets,
    Func<SourcePartition, long, bool> Leaves,
    bool Flush);
