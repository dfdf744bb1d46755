using StreamFlow;

namespace IotToWarehouse;

/// <summary>A sensor's reading, as the warehouse keeps it.</summary>
public sealed record Reading(string DeviceId, string? Site, [EpochMilliseconds] DateTimeOffset Ts, double Temperature, double Humidity);
