using StreamFlow;
using StreamFlow.Kafka;

namespace Examples;

/// <summary>
/// Windows over windows: the mean of each device and ten seconds, and over those, every ten seconds, how many devices were hot in the last minute.
/// A window's row carries the window's end as its event time, so nothing between the two is ever late.
/// </summary>
[StreamJob("hopping-after-tumbling")]
public sealed class HoppingAfterTumbling : IStreamJob
{
    public void Define(StreamBuilder streams) =>
        streams.From(new KafkaSource<Reading>("iot"))
            .WithWatermark(r => r.Ts, TimeSpan.FromSeconds(5))
            .GroupBy(r => r.DeviceId)
            .Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
            .Select(w => new { DeviceId = w.Key, Mean = w.Average(r => r.Temperature) })
            .Where(mean => mean.Mean > 30)
            .Window(Window.Hopping(TimeSpan.FromMinutes(1), every: TimeSpan.FromSeconds(10)))
            .Select(w => new HotDevices(w.Start, w.End, w.CountDistinct(mean => mean.DeviceId), w.Max(mean => mean.Mean)))
            .To(new KafkaSink<HotDevices>("hot-devices") { Timestamp = hot => hot.End });

    public sealed record HotDevices(DateTimeOffset Start, DateTimeOffset End, long Devices, double Hottest);
}
