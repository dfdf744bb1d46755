using System.Text.Json;
using IotFahrenheit;
using StreamFlow.Integration.Kafka;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>What is there, to its end, on a real Kafka; LINQ over the same readings is the oracle.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class AvailableNowTests(RealKafka kafka, ITestOutputHelper output)
{
    private readonly int _seed = Seed.Print(output);

    [KafkaFact]
    public async Task Averages_are_those_of_LINQ_to_the_last_bit()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(20_000);
        pipeline.Source.Close();
        await pipeline.RunAsync();

        await pipeline.RequireExactAsync();
        foreach (var record in await pipeline.CommittedAsync())
        {
            Assert.Equal(AverageRow.Parse(record.Value).DeviceId, record.Key);
            Assert.Equal(KafkaPartitioner.PartitionOf(System.Text.Encoding.UTF8.GetBytes(record.Key!), 2), record.Partition);
        }
    }

    [KafkaFact]
    public async Task A_device_in_all_partitions_has_the_same_average_over_any_epochs_and_threads()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed, partitions: 4);
        pipeline.Source.Scatter(12_000);
        pipeline.Source.Close();
        await pipeline.RunAsync(options =>
        {
            options.MaxRowsPerEpoch = 1_000;
            options.Workers = 3;
        });
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task A_second_run_with_nothing_new_commits_nothing()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(4_000);
        pipeline.Source.Close();
        await pipeline.RunAsync();
        var ends = await TopicRecord.EndsAsync(kafka.BootstrapServers, pipeline.Sink);
        Assert.Null(await pipeline.RunAsync());
        Assert.Equal(ends, await TopicRecord.EndsAsync(kafka.BootstrapServers, pipeline.Sink));
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task A_partition_without_a_row_does_not_hold_the_windows_back()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed, partitions: 3);
        pipeline.Source.Generate(4_000, partitions: 2);
        pipeline.Source.Close(0, 1);
        await pipeline.RunAsync();
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task Windows_that_are_open_at_the_end_leave_in_the_run_that_ends_them()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(6_000);
        await pipeline.RunAsync();
        var first = await pipeline.AveragesAsync();
        await pipeline.RequireExactAsync();
        pipeline.Source.Generate(6_000);
        pipeline.Source.Close();
        await pipeline.RunAsync();
        await pipeline.RequireExactAsync();
        Assert.NotInRange((await pipeline.AveragesAsync()).Count, 0, first.Count);
    }

    [KafkaFact]
    public async Task Every_reading_comes_out_once_in_its_order_in_degrees_Fahrenheit()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(10_000);
        await pipeline.RunAsync(options => options.MaxRowsPerEpoch = 1_500, new IotFahrenheitJob());

        // Keys stay in their partition, and a partition in its order.
        var found = (await pipeline.CommittedAsync()).OrderBy(record => record.Partition).ThenBy(record => record.Offset).Select(record => (record.Partition, record.Key, Fahrenheit(record.Value)));
        var expected = pipeline.Source.Written.SelectMany((readings, partition) => readings.Select(reading =>
            (partition, (string?)reading.DeviceId, (reading.DeviceId, reading.Ts, (reading.Temperature * 1.8) + 32))));
        Assert.Equal(expected, found);
    }

    [KafkaFact]
    public async Task The_consumer_group_shows_the_ends_when_the_run_is_over()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        pipeline.Source.Generate(2_000);
        pipeline.Source.Close();
        await pipeline.RunAsync();
        using var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers });
        var lags = await admin.GetLagAsync($"{pipeline.Application}.iot-data-processing");
        Assert.Equal(pipeline.Source.Written.Select((readings, partition) => (partition, (long)readings.Count)), lags.Select(lag => (lag.Partition, lag.Committed)));
        Assert.All(lags, lag => Assert.Equal(0, lag.Lag));
    }

    private static (string DeviceId, long Ts, double Fahrenheit) Fahrenheit(string json)
    {
        using var row = JsonDocument.Parse(json);
        Assert.Equal(3, row.RootElement.EnumerateObject().Count());
        return (row.RootElement.GetProperty("deviceId").GetString()!, row.RootElement.GetProperty("ts").GetInt64(), row.RootElement.GetProperty("fahrenheit").GetDouble());
    }
}
