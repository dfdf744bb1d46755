using StreamFlow;
using StreamFlow.Basics.Rate;
using StreamFlow.Kafka;

namespace IotProducer;

/// <summary>Simulated sensors write their readings to a topic. Event time runs faster than the clock, so that windows close while one watches.</summary>
[StreamJob("iot-producer")]
public sealed class IotProducerJob : IStreamJob
{
    public void Define(StreamBuilder streams)
    {
        var sensors = new Sensors(streams.Setting("Devices", 5), streams.Setting("Seed", 1UL));
        streams.From(new RateSource { RowsPerSecond = streams.Setting("RowsPerSecond", 500.0), Speed = streams.Setting("Speed", 20.0) })
            .Map(row => sensors.Read(row.Value, row.Timestamp))
            .To(new KafkaSink<Reading>(streams.Setting("Topic", "iot"))
            {
                Key = reading => reading.DeviceId,
                Timestamp = reading => reading.Ts,
                CreateTopic = new TopicCreation(Partitions: 2),
            });
    }
}
