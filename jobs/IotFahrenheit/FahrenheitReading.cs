using StreamFlow;

namespace IotFahrenheit;

/// <summary>A reading in degrees Fahrenheit.</summary>
public sealed record FahrenheitReading(string DeviceId, [EpochMilliseconds] DateTimeOffset Ts, double Fahrenheit);
