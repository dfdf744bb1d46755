using StreamFlow;

namespace IotDataProcessing;

/// <summary>What a device measured in a window.</summary>
public sealed record DeviceAverage
{
    public required string DeviceId { get; init; }

    /// <summary>Inclusive.</summary>
    [EpochMilliseconds]
    public required DateTimeOffset WindowStart { get; init; }

    /// <summary>Exclusive.</summary>
    [EpochMilliseconds]
    public required DateTimeOffset WindowEnd { get; init; }

    public required long Count { get; init; }

    public required double AvgTemperature { get; init; }

    public required double AvgHumidity { get; init; }

    public required double MaxTemperature { get; init; }
}
