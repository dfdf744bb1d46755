using StreamFlow;
using StreamFlow.Kafka;

namespace IotDataProcessing;

/// <summary>Averages by device and ten seconds of event time.</summary>
[StreamJob("iot-data-processing")]
public sealed class IotDataProcessingJob : IStreamJob
{
    public void Define(StreamBuilder streams) =>
        streams.From(new KafkaSource<Reading>(streams.Setting("Source", "iot")))
            .WithWatermark(reading => reading.Ts, outOfOrderness: TimeSpan.FromSeconds(5))
            .GroupBy(reading => reading.DeviceId)
            .Window(Window.Tumbling(streams.Setting("Window", TimeSpan.FromSeconds(10))))
            .Select(window => new DeviceAverage
            {
                DeviceId = window.Key,
                WindowStart = window.Start,
                WindowEnd = window.End,
                Count = window.Count(),
                AvgTemperature = window.Average(reading => reading.Temperature),
                AvgHumidity = window.Average(reading => reading.Humidity),
                MaxTemperature = window.Max(reading => reading.Temperature),
            })
            .To(new KafkaSink<DeviceAverage>(streams.Setting("Sink", "avgiot")) { Key = average => average.DeviceId });
}
