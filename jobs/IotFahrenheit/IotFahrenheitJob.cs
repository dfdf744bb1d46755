using StreamFlow;
using StreamFlow.Kafka;

namespace IotFahrenheit;

/// <summary>Each reading out again, in degrees Fahrenheit.</summary>
[StreamJob("iot-fahrenheit")]
public sealed class IotFahrenheitJob : IStreamJob
{
    public void Define(StreamBuilder streams) =>
        streams.From(new KafkaSource<Reading>(streams.Setting("Source", "iot")))
            .Select(reading => new FahrenheitReading(reading.DeviceId, reading.Ts, (reading.Temperature * 1.8) + 32))
            .To(new KafkaSink<FahrenheitReading>(streams.Setting("Sink", "fahrenheit")) { Key = reading => reading.DeviceId });
}
