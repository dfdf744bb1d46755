using IotFahrenheit;
using StreamFlow.Integration.Kafka;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>Records that are no rows, under each policy, and rows that no record can be.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class BadRecordTests(RealKafka kafka, ITestOutputHelper output)
{
    private readonly int _seed = Seed.Print(output);

    [KafkaFact]
    public async Task Skipped_records_are_counted_once_over_crashes()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed, partitions: 1);
        await WriteAsync(pipeline);
        long bad = 0;
        await using (var query = await pipeline.StartAsync(options => options.MaxRowsPerEpoch = 50, new SkippingJob()))
        {
            await foreach (var progress in query.ReadProgressAsync())
            {
                bad += progress.BadRecords;
                if (progress.Epoch.Value >= 3)
                    break;
            }
        }

        await pipeline.RunAsync(job: new SkippingJob());
        Assert.Equal(pipeline.Source.All.Select(reading => reading.DeviceId).Order(), (await pipeline.CommittedAsync()).Select(record => record.Key!).Order());
        Assert.InRange(bad, 1, 6);
    }

    [KafkaFact]
    public async Task Bad_records_as_a_stream_come_with_their_place_and_value()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed, partitions: 1);
        await WriteAsync(pipeline);
        var dead = $"dead-{pipeline.Sink}";
        using (var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers }))
            await admin.CreateTopicAsync(dead, 1);
        await pipeline.RunAsync(options => options.Settings["Dead"] = dead, new DivertingJob());

        Assert.Equal(pipeline.Source.All.Count(), (await pipeline.CommittedAsync()).Count);
        var records = (await TopicRecord.ReadAllAsync(kafka.BootstrapServers, dead)).Select(record => record.Value.Split('|')).ToList();
        Assert.Equal(["100", "101", "102", "203", "204", "205"], records.Select(record => record[0]));
        Assert.All(records, record => Assert.Contains("temperature", record[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_type_that_JSON_cannot_say_is_refused_when_the_job_is_defined()
    {
        var options = new StreamJobOptions { CheckpointDirectory = Path.Combine(Path.GetTempPath(), "streamflow-never") };
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => StreamingQuery.StartAsync(new UnspeakableJob(), options));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.Contains(nameof(Unspeakable.Anything), fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.CheckpointDirectory));
    }

    /// <summary>100 good records, 3 bad ones, 100 good ones, 3 bad ones.</summary>
    private async Task WriteAsync(Pipeline pipeline)
    {
        var console = new KafkaConsole(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers });
        for (var i = 0; i < 2; i++)
        {
            pipeline.Source.Generate(100);
            await console.ProduceLinesAsync(pipeline.Source.Name, new StringReader(string.Join('\n', Enumerable.Repeat("""{"deviceId":"a","ts":1700000000000,"temperature":"warm"}""", 3))));
        }
    }

    [StreamJob("skipping")]
    private sealed class SkippingJob : IStreamJob
    {
        public void Define(StreamBuilder streams) =>
            streams.From(new KafkaSource<Reading>(streams.Setting("Source", "")) { OnBadRecord = BadRecordPolicy.Skip })
                .To(new KafkaSink<Reading>(streams.Setting("Sink", "")) { Key = reading => reading.DeviceId });
    }

    [StreamJob("diverting")]
    private sealed class DivertingJob : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            streams.From(new KafkaSource<Reading>(streams.Setting("Source", "")), out var bad).To(new KafkaSink<Reading>(streams.Setting("Sink", "")));
            bad.Map(record => new Line($"{record.Offset}|{record.Column} {record.Reason}")).To(new KafkaSink<Line>(streams.Setting("Dead", "")) { Format = Formats.Text.TextFormat.Instance });
        }
    }

    [StreamJob("unspeakable")]
    private sealed class UnspeakableJob : IStreamJob
    {
        public void Define(StreamBuilder streams) =>
            streams.From(new KafkaSource<Reading>("in")).Map(reading => new Unspeakable(new Dictionary<string, Func<int>>())).To(new KafkaSink<Unspeakable>("out"));
    }
}

public sealed record Line(string Text);

public sealed record Unspeakable(Dictionary<string, Func<int>> Anything);
