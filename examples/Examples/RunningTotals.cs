using StreamFlow;
using StreamFlow.Kafka;

namespace Examples;

/// <summary>
/// A group-by without a window: one row a key over everything so far. At the end of each epoch the keys that changed send their new row, which replaces the one before:
/// the topic is one to compact. State is kept for every key, for ever.
/// </summary>
[StreamJob("running-totals")]
public sealed class RunningTotals : IStreamJob
{
    public void Define(StreamBuilder streams) =>
        streams.From(new KafkaSource<Reading>("iot"))
            .GroupBy(r => r.DeviceId)
            .Select(g => new Total(g.Key, g.Count(), g.Max(r => r.Temperature), g.Last(r => r.Ts)))
            .To(new KafkaSink<Total>("totals") { Key = t => t.DeviceId });

    public sealed record Total(string DeviceId, long Readings, double Highest, DateTimeOffset LastSeen);
}
