using System.Text.Json;

namespace StreamFlow.Integration.Cli;

/// <summary>A row of <c>iot-data-processing</c>.</summary>
internal static class AverageRow
{
    public static void Check(string line)
    {
        using var row = JsonDocument.Parse(line);
        Assert.Equal(
            ["avgHumidity", "avgTemperature", "count", "deviceId", "maxTemperature", "windowEnd", "windowStart"],
            row.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(10_000, row.RootElement.GetProperty("windowEnd").GetInt64() - row.RootElement.GetProperty("windowStart").GetInt64());
        Assert.InRange(row.RootElement.GetProperty("count").GetInt64(), 1, long.MaxValue);
    }
}
