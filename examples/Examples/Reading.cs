using StreamFlow;

namespace Examples;

/// <summary>What the sensors send; <c>ts</c> travels as a number of milliseconds since the Unix epoch.</summary>
public sealed record Reading(string DeviceId, [EpochMilliseconds] DateTimeOffset Ts, double Temperature, double? Humidity = null);
