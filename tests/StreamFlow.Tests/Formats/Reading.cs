using System.Text.Json.Serialization;

namespace StreamFlow.Tests.Formats;

/// <summary>The reading of the examples, as the oracle takes it.</summary>
internal sealed record Reading(string DeviceId, [property: JsonConverter(typeof(EpochConverter))] DateTimeOffset Ts, double Temperature, double Humidity);
