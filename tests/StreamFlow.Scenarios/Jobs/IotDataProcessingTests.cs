using IotDataProcessing;
using StreamFlow.Testing;
using IotReading = IotDataProcessing.Reading;

namespace StreamFlow.Scenarios.Jobs;

public sealed class IotDataProcessingTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    [Fact]
    public async Task The_averages_are_those_of_linq()
    {
        await using var test = JobTest.For<IotDataProcessingJob>();
        var iot = test.Source<IotReading>("iot", partitions: 2);
        var chance = new Random(11);
        var readings = Enumerable.Range(0, 400).Select(i => new IotReading(
            $"sensor-{chance.Next(5):D6}", Start.AddMilliseconds((i * 200) - chance.Next(2000)), Math.Round(15 + (chance.NextDouble() * 20), 2), Math.Round(chance.NextDouble() * 100, 1))).ToArray();
        foreach (var reading in readings)
            iot.Add(reading.DeviceId[^1] % 2, reading);
        foreach (var partition in (int[])[0, 1])
            iot.Add(partition, new IotReading($"flush-{partition}", Start.AddHours(1), 0, 0));
        await test.RunEveryWayAsync();

        var expected = readings.GroupBy(r => (r.DeviceId, Ten: r.Ts.ToUnixTimeMilliseconds() / 10_000)).Select(g => new DeviceAverage
        {
            DeviceId = g.Key.DeviceId,
            WindowStart = DateTimeOffset.FromUnixTimeMilliseconds(g.Key.Ten * 10_000),
            WindowEnd = DateTimeOffset.FromUnixTimeMilliseconds((g.Key.Ten + 1) * 10_000),
            Count = g.Count(),
            AvgTemperature = g.Average(r => r.Temperature),
            AvgHumidity = g.Average(r => r.Humidity),
            MaxTemperature = g.Max(r => r.Temperature),
        });
        Assert.Equal(Sorted(expected), Sorted(test.Sink<DeviceAverage>("avgiot").Committed));
    }

    [Fact]
    public async Task Its_settings_name_source_sink_and_window()
    {
        await using var test = JobTest.For<IotDataProcessingJob>(options =>
        {
            options.Settings["source"] = "other";
            options.Settings["Sink"] = "elsewhere";
            options.Settings["Window"] = "1m";
        });
        test.Source<IotReading>("other").Add(0, new IotReading("a", Start, 1, 2), new IotReading("a", Start.AddSeconds(60), 3, 4));
        await test.RunAvailableAsync(flushAtEnd: true);
        Assert.Equal([60, 60], test.Sink<DeviceAverage>("elsewhere").Committed.Select(row => (row.WindowEnd - row.WindowStart).TotalSeconds));
    }

    private static IEnumerable<DeviceAverage> Sorted(IEnumerable<DeviceAverage> rows) =>
        rows.OrderBy(row => row.DeviceId, StringComparer.Ordinal).ThenBy(row => row.WindowStart);
}
