using System.Text;
using Examples;
using StreamFlow.Testing;
using ExampleReading = Examples.Reading;

namespace StreamFlow.Scenarios.Examples;

/// <summary>Every file of examples/Examples runs.</summary>
public sealed class ExampleTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task LateRowsAndBadRecords_lose_nothing()
    {
        await using var test = JobTest.For<LateRowsAndBadRecords>();
        var iot = test.Source<ExampleReading>("iot");
        iot.Add(0, Read(0, 31), Read(1, 33, humidity: 40), Read(70, 10), Read(2, 99));
        iot.AddBytes(0, Encoding.UTF8.GetBytes("{}"), key: "who");
        iot.Add(0, Read(200, 10));
        await test.RunEveryWayAsync();
        Assert.Equal(
            [new("a", Start.AddMinutes(1), 32, 40), new LateRowsAndBadRecords.Average("a", Start.AddMinutes(2), 10, null)],
            test.Sink<LateRowsAndBadRecords.Average>("averages").Committed.OrderBy(average => average.End));
        Assert.Equal([32], test.Sink<LateRowsAndBadRecords.Average>("alarms").Committed.Select(alarm => alarm.Temperature));
        Assert.Equal([new("a", TimeSpan.FromSeconds(5), 0, 3)], test.Sink<LateRowsAndBadRecords.LateNote>("late").Committed);
        Assert.Equal([4L], test.Sink<BadRecord>("iot-bad").Committed.Select(bad => bad.Offset));
    }

    [Fact]
    public async Task RunningTotals_end_with_the_last_row_of_each_key()
    {
        await using var test = JobTest.For<RunningTotals>();
        var totals = test.Sink<RunningTotals.Total>("totals").UpdatesBy(total => total.DeviceId);
        test.Source<ExampleReading>("iot").Add(0, Read(0, 1), Read(1, 5), Read(2, 3, "b"), Read(3, 2));
        await test.RunEveryWayAsync();
        Assert.Equal(new("a", 3, 5, Start.AddSeconds(3)), totals.Committed.Last(total => total.DeviceId == "a"));
        Assert.Equal(new("b", 1, 3, Start.AddSeconds(2)), totals.Committed.Last(total => total.DeviceId == "b"));
    }

    [Fact]
    public async Task HourlyTable_gives_table_and_topic_the_same_rows()
    {
        await using var test = JobTest.For<HourlyTable>();
        test.Source<ExampleReading>("iot").Add(0, Read(0, 10), Read(60, 20), Read(3600, 30), Read(7300, 0));
        await test.RunEveryWayAsync();
        HourlyTable.HourlyAverage[] expected = [new("a", Start, 2, 15), new("a", Start.AddHours(1), 1, 30)];
        Assert.Equal(expected, test.Sink<HourlyTable.HourlyAverage>("hourly_averages").Committed.OrderBy(row => row.Hour));
        Assert.Equal(expected, test.Sink<HourlyTable.HourlyAverage>("hourly-averages").Committed.OrderBy(row => row.Hour));
    }

    [Fact]
    public async Task HoppingAfterTumbling_counts_hot_devices()
    {
        await using var test = JobTest.For<HoppingAfterTumbling>();
        test.Source<ExampleReading>("iot").Add(0, Read(0, 40), Read(1, 35, "b"), Read(12, 50), Read(13, 10, "b"), Read(300, 0));
        await test.RunEveryWayAsync();
        var hot = test.Sink<HoppingAfterTumbling.HotDevices>("hot-devices").Committed.OrderBy(row => row.Start).ToArray();
        Assert.Equal(Enumerable.Range(0, 7).Select(hop => Start.AddSeconds((hop * 10) - 50)), hot.Select(row => row.Start));
        Assert.Equal<IEnumerable<(long, double)>>([(2, 40), (2, 50), (2, 50), (2, 50), (2, 50), (2, 50), (1, 50)], hot.Select(row => (row.Devices, row.Hottest)));
    }

    [Fact]
    public async Task TestOfAJob_and_OwnAggregate_give_ranges()
    {
        var spreads = await TestOfAJob.RunAsync();
        Assert.Equal([new("a", Start, 6.5), new OwnAggregate.Spread("b", Start, 0)], spreads.OrderBy(spread => spread.DeviceId));
    }

    [Fact]
    public async Task HostedApp_runs_with_its_host()
    {
        var folder = Directory.CreateTempSubdirectory("streamflow-example-");
        try
        {
            using var host = HostedApp.Build([$"--contentRoot={folder.FullName}", "--Logging:LogLevel:Default=Warning"]);
            await host.StartAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (HostedApp.RowsSeen(host) == 0)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            await host.StopAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_example_is_short()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "StreamFlow.sln")))
                continue;
            Assert.All(Directory.GetFiles(Path.Combine(at.FullName, "examples", "Examples"), "*.cs"), file => Assert.True(File.ReadAllLines(file).Length <= 60, file));
            return;
        }

        Assert.Fail("no StreamFlow.sln above the tests");
    }

    private static ExampleReading Read(double second, double temperature, string device = "a", double? humidity = null) =>
        new(device, Start.AddSeconds(second), temperature, humidity);
}
