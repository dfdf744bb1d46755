using StreamFlow.Testing;

// As the job author's own test project: there is another Reading in StreamFlow.Scenarios.
namespace IotDataProcessing.Tests;

/// <summary>The test that README.md shows.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task An_average_leaves_when_its_window_has_closed_in_every_partition()
    {
        await using var test = JobTest.For<IotDataProcessingJob>();
        var iot = test.Source<Reading>("iot", partitions: 2);
        iot.Add(0, new Reading("a", At(1), 20, 50), new Reading("a", At(2), 22, 52), new Reading("a", At(30), 0, 0));
        iot.Add(1, new Reading("b", At(30), 0, 0));

        await test.RunEveryWayAsync();

        var average = Assert.Single(test.Sink<DeviceAverage>("avgiot").Committed);
        Assert.Equal(("a", 2, 21.0), (average.DeviceId, average.Count, average.AvgTemperature));
    }

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
}
