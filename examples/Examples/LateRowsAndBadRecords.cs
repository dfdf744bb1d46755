using StreamFlow;
using StreamFlow.Kafka;

namespace Examples;

/// <summary>
/// Nothing vanishes: rows that come too late and records that are no rows are streams like any other, and go out in the same transaction as the averages.
/// A stream that is taken and goes nowhere is an error when the job is defined.
/// </summary>
[StreamJob("late-rows-and-bad-records")]
public sealed class LateRowsAndBadRecords : IStreamJob
{
    public void Define(StreamBuilder streams)
    {
        var readings = streams.From(new KafkaSource<Reading>("iot"), out var bad)
            .WithWatermark(r => r.Ts, outOfOrderness: TimeSpan.FromSeconds(5), idleAfter: TimeSpan.FromMinutes(1));

        var averages = readings
            .GroupBy(r => r.DeviceId)
            .Window(Window.Tumbling(TimeSpan.FromMinutes(1)))
            .LateRows(out var late)
            .Select(w => new Average(w.Key, w.End, w.Average(r => r.Temperature), w.Average(r => r.Humidity)));

        averages.To(new KafkaSink<Average>("averages") { Key = a => a.DeviceId, Timestamp = a => a.End });
        averages.Where(a => a.Temperature > 30).To(new KafkaSink<Average>("alarms") { Key = a => a.DeviceId });
        late.Select(l => new LateNote(l.Row.DeviceId, l.LateBy, l.Position.Partition, l.Position.Offset)).To(new KafkaSink<LateNote>("late"));
        bad.To(new KafkaSink<BadRecord>("iot-bad"));
    }

    /// <param name="DeviceId">The device.</param>
    /// <param name="End">The end of the minute.</param>
    /// <param name="Temperature">The mean.</param>
    /// <param name="Humidity">The mean of the readings that have one; null when none has.</param>
    public sealed record Average(string DeviceId, DateTimeOffset End, double Temperature, double? Humidity);

    public sealed record LateNote(string DeviceId, TimeSpan LateBy, int Partition, long Offset);
}
