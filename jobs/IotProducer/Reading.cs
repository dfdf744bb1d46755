using StreamFlow;

namespace IotProducer;

/// <summary>What a sensor sends.</summary>
public sealed record Reading(string DeviceId, [EpochMilliseconds] DateTimeOffset Ts, double Temperature, double Humidity, double Battery, string Site);
