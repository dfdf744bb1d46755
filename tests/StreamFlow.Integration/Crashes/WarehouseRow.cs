using System.Globalization;
using System.Text.Json;
using StreamFlow.Integration.Pipelines;

namespace StreamFlow.Integration.Crashes;

/// <summary>A row of <c>iot-to-warehouse</c>: what comes out of topic, table and files, and what should.</summary>
internal sealed record WarehouseRow(string DeviceId, string? Site, long Ts, double Temperature, double Humidity) : IComparable<WarehouseRow>
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static WarehouseRow Parse(string json) => JsonSerializer.Deserialize<WarehouseRow>(json, Web)!;

    /// <summary>Every reading once.</summary>
    public static List<WarehouseRow> Expected(IEnumerable<IEnumerable<SensorReading>> partitions) =>
        InOrder(partitions.SelectMany(partition => partition).Select(reading => new WarehouseRow(reading.DeviceId, "plant-01", reading.Ts, reading.Temperature, reading.Humidity)));

    public static List<WarehouseRow> InOrder(IEnumerable<WarehouseRow> rows) => [.. rows.Order()];

    /// <summary>The folder of a row's file.</summary>
    public string Folder => DateTimeOffset.FromUnixTimeMilliseconds(Ts).ToString("'year='yyyy'/month='M'/day='d", CultureInfo.InvariantCulture);

    public int CompareTo(WarehouseRow? other) => other is null ? 1 : Key.CompareTo(other.Key);

    private (long, string, double, double) Key => (Ts, DeviceId, Temperature, Humidity);
}
