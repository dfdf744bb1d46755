using IotFahrenheit;
using StreamFlow.Testing;
using IotReading = IotFahrenheit.Reading;

namespace StreamFlow.Scenarios.Jobs;

public sealed class IotFahrenheitTests
{
    [Fact]
    public async Task Each_reading_comes_out_in_fahrenheit()
    {
        await using var test = JobTest.For<IotFahrenheitJob>();
        var start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        var readings = Enumerable.Range(0, 100).Select(i => new IotReading($"sensor-{i % 7}", start.AddMilliseconds(i), 15.37 + (i / 8.0))).ToArray();
        foreach (var reading in readings)
            test.Source<IotReading>("iot", partitions: 2).Add(reading.DeviceId[^1] % 2, reading);
        await test.RunEveryWayAsync();
        Assert.Equal(
            readings.Select(r => new FahrenheitReading(r.DeviceId, r.Ts, (r.Temperature * 1.8) + 32)),
            test.Sink<FahrenheitReading>("fahrenheit").Committed.OrderBy(row => row.Ts));
    }
}
