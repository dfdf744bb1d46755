using StreamFlow.Simulation.Jobs;

namespace StreamFlow.Simulation.Oracle;

/// <summary>A row on its way through the model. Times are microseconds since the Unix epoch.</summary>
/// <param name="Item">The row.</param>
/// <param name="Partition">Where it stands; behind an aggregation its name.</param>
/// <param name="Offset">Its offset there.</param>
/// <param name="Recorded">Its record's timestamp.</param>
internal sealed record ModelRow(Item Item, SourcePartition Partition, long Offset, long Recorded)
{
    /// <summary>Its event time.</summary>
    public long Time { get; init; } = EventTime.NoWatermark;

    /// <summary>The watermark of its partition as of the rows before it.</summary>
    public long Carried { get; init; } = EventTime.NoWatermark;

    /// <summary>What it is an update of: an aggregation's key and window; null for a row that stays.</summary>
    public object? UpdateOf { get; init; }
}
