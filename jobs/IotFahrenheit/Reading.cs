using StreamFlow;

namespace IotFahrenheit;

/// <summary>What the job takes from a sensor's reading.</summary>
public sealed record Reading(string DeviceId, [EpochMilliseconds] DateTimeOffset Ts, double Temperature);
