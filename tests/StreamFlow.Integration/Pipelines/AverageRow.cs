using System.Text.Json;

namespace StreamFlow.Integration.Pipelines;

/// <summary>A row of <c>iot-data-processing</c>: what comes out of the topic, and what should.</summary>
internal sealed record AverageRow(
    string DeviceId, long WindowStart, long WindowEnd, long Count, double AvgTemperature, double AvgHumidity, double MaxTemperature)
{
    private const long OutOfOrderMs = 5_000;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static AverageRow Parse(string json) => JsonSerializer.Deserialize<AverageRow>(json, Web)!;

    /// <summary>The windows that have ended, in the oracle's words: sums are folds in the order of offsets, one a partition, added up in the order of partitions.</summary>
    public static List<AverageRow> Expected(IReadOnlyList<IReadOnlyList<SensorReading>> partitions, long windowMs = 10_000)
    {
        var watermark = partitions.Where(partition => partition.Count > 0).Min(partition => partition.Max(reading => reading.Ts)) - OutOfOrderMs;
        var rows =
            from part in partitions.Select((readings, partition) => (readings, partition))
            from reading in part.readings
            group (part.partition, reading) by (reading.DeviceId, Start: reading.Ts / windowMs * windowMs) into window
            where window.Key.Start + windowMs <= watermark
            let parts = window.GroupBy(one => one.partition, one => one.reading).OrderBy(one => one.Key).ToList()
            select new AverageRow(
                window.Key.DeviceId,
                window.Key.Start,
                window.Key.Start + windowMs,
                window.Count(),
                parts.Select(readings => readings.Aggregate(0.0, (sum, reading) => sum + reading.Temperature)).Aggregate((a, b) => a + b) / window.Count(),
                parts.Select(readings => readings.Aggregate(0.0, (sum, reading) => sum + reading.Humidity)).Aggregate((a, b) => a + b) / window.Count(),
                window.Max(one => one.reading.Temperature));
        return InOrder(rows);
    }

    public static List<AverageRow> InOrder(IEnumerable<AverageRow> rows) => [.. rows.OrderBy(row => row.WindowStart).ThenBy(row => row.DeviceId, StringComparer.Ordinal)];
}
