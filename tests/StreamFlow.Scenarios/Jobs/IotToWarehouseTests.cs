using IotToWarehouse;
using StreamFlow.Testing;
using IotReading = IotToWarehouse.Reading;

namespace StreamFlow.Scenarios.Jobs;

public sealed class IotToWarehouseTests
{
    [Fact]
    public async Task Topic_table_and_files_hold_every_reading_once()
    {
        await using var test = JobTest.For<IotToWarehouseJob>();
        var iot = test.Source<IotReading>("iot", partitions: 2);
        var start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        var readings = Enumerable.Range(0, 100)
            .Select(i => new IotReading($"sensor-{i % 7}", i % 5 == 0 ? null : "plant-01", start.AddMinutes(i * 30), 15.37 + (i / 8.0), i / 4.0)).ToArray();
        foreach (var reading in readings)
            iot.Add(reading.DeviceId[^1] % 2, reading);
        await test.RunEveryWayAsync();
        foreach (var sink in (string[])["warehouse", "readings", "warehouse/readings"])
            Assert.Equal(readings, test.Sink<IotReading>(sink).Committed.OrderBy(row => row.Ts));
    }
}
