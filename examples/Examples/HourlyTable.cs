using StreamFlow;
using StreamFlow.Kafka;
using StreamFlow.Postgres;

namespace Examples;

/// <summary>
/// Averages in a table of PostgreSQL and in a topic, in one commit. The table has one row a device and hour: a window that is sent again, corrected, replaces its row. The connection
/// is the configuration's: <c>StreamFlow__Postgres__Host</c>, <c>…__Database</c>, <c>…__Username</c>, <c>…__Password</c>.
/// </summary>
[StreamJob("hourly-table")]
public sealed class HourlyTable : IStreamJob
{
    public void Define(StreamBuilder streams)
    {
        var averages = streams.From(new KafkaSource<Reading>("iot"))
            .WithWatermark(r => r.Ts, outOfOrderness: TimeSpan.FromSeconds(5))
            .GroupBy(r => r.DeviceId)
            .Window(Window.Tumbling(TimeSpan.FromHours(1)))
            .Select(w => new HourlyAverage(w.Key, w.Start, w.Count(), w.Average(r => r.Temperature)));
        averages.To(new PostgresTable<HourlyAverage>("hourly_averages")
        {
            UpsertOn = average => new { average.DeviceId, average.Hour },
            CreateIfMissing = true,
        });
        averages.To(new KafkaSink<HourlyAverage>("hourly-averages") { Key = average => average.DeviceId });
    }

    public sealed record HourlyAverage(string DeviceId, DateTimeOffset Hour, long Readings, double AvgTemperature);
}
