using System.Diagnostics;
using StreamFlow.Integration.Kafka;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>A run that waits for rows gives the same rows as one over all that is there.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class TriggerTests(RealKafka kafka, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly int _seed = Seed.Print(output);

    [KafkaFact]
    public async Task Rows_that_keep_coming_under_an_interval()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        await using var query = await pipeline.StartAsync(options => options.Trigger = Trigger.Every(TimeSpan.FromMilliseconds(50)));
        for (var chunk = 0; chunk < 20; chunk++)
        {
            pipeline.Source.Generate(500);
            if (chunk % 5 == 4)
                await query.ProcessAllAvailableAsync().WaitAsync(Patience);
        }

        pipeline.Source.Close();
        await query.ProcessAllAvailableAsync().WaitAsync(Patience);
        await query.StopAsync();
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task A_partition_that_is_late_holds_windows_back_and_loses_nothing()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        var readings = Enumerable.Range(0, 6_000).Select(_ => pipeline.Source.Next()).ToList();
        await using var query = await pipeline.StartAsync(options => options.Trigger = Trigger.Every(TimeSpan.FromMilliseconds(50)));
        foreach (var reading in readings.Where(reading => reading.Tenths % 2 == 0))
            pipeline.Source.Write(0, reading);
        pipeline.Source.Close(0);
        await query.ProcessAllAvailableAsync().WaitAsync(Patience);
        Assert.Empty(await pipeline.CommittedAsync());

        // Long after its own windows by the other partition's clock, and late for none of them.
        foreach (var reading in readings.Where(reading => reading.Tenths % 2 != 0))
            pipeline.Source.Write(1, reading);
        pipeline.Source.Close(1);
        await query.ProcessAllAvailableAsync().WaitAsync(Patience);
        await query.StopAsync();
        await pipeline.RequireExactAsync();
    }

    [KafkaFact]
    public async Task A_partition_that_is_new_is_read_from_its_first_record()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed);
        await using var query = await pipeline.StartAsync(options => options.Trigger = Trigger.Every(TimeSpan.FromMilliseconds(50)));
        pipeline.Source.Generate(3_000);
        await query.ProcessAllAvailableAsync().WaitAsync(Patience);
        await pipeline.Source.AddPartitionAsync();
        pipeline.Source.Generate(3_000);
        pipeline.Source.Close();

        // Whether a broker tells of a new partition at once is its own affair.
        var started = Stopwatch.GetTimestamp();
        while (query.LastProgress?.Sources.Count != 3 || query.LastProgress.Sources.Sum(source => source.Lag) > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "the new partition was not found");
            await query.ProcessAllAvailableAsync().WaitAsync(Patience);
        }

        await query.ProcessAllAvailableAsync().WaitAsync(Patience);
        await query.StopAsync();
        await pipeline.RequireExactAsync();
    }
}
