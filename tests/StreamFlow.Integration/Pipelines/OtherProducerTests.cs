using System.Text;
using Confluent.Kafka;
using IotFahrenheit;
using StreamFlow.Integration.Kafka;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Pipelines;

/// <summary>Transactions of others on the topic that a job reads.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class OtherProducerTests(RealKafka kafka, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly int _seed = Seed.Print(output);

    [KafkaFact]
    public async Task A_transaction_left_open_ends_the_source_until_it_ends()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed, partitions: 1);
        pipeline.Source.Generate(100);
        using var other = Transactional();
        other.BeginTransaction();
        var open = Send(other, pipeline.Source, 20);
        // Committed at once, and behind the open transaction all the same.
        pipeline.Source.Generate(50);
        await pipeline.RunAsync(job: new IotFahrenheitJob());
        Assert.Equal(100, (await pipeline.CommittedAsync()).Count);

        other.CommitTransaction();
        await pipeline.RunAsync(job: new IotFahrenheitJob());
        await RequireReadingsAsync(pipeline, pipeline.Source.All.Concat(open), atLeast: 170);
    }

    [KafkaFact]
    public async Task Rows_of_an_aborted_transaction_are_not_read()
    {
        using var pipeline = await Pipeline.CreateAsync(kafka, _seed, partitions: 1);
        pipeline.Source.Generate(100);
        using var other = Transactional();
        other.BeginTransaction();
        Send(other, pipeline.Source, 20);
        other.AbortTransaction();
        other.BeginTransaction();
        var committed = Send(other, pipeline.Source, 30);
        other.CommitTransaction();
        pipeline.Source.Generate(50);
        other.BeginTransaction();
        Send(other, pipeline.Source, 5);
        other.AbortTransaction();
        await pipeline.RunAsync(options => options.MaxRowsPerEpoch = 7, new IotFahrenheitJob());
        await RequireReadingsAsync(pipeline, pipeline.Source.All.Concat(committed), atLeast: 180);
    }

    /// <summary>The broker tells a partition of a transaction's end after the producer: a run meanwhile ends before it.</summary>
    private static async Task RequireReadingsAsync(Pipeline pipeline, IEnumerable<SensorReading> expected, int atLeast)
    {
        while ((await pipeline.CommittedAsync()).Count < atLeast)
            await pipeline.RunAsync(job: new IotFahrenheitJob());
        Assert.Equal(
            expected.Select(reading => (reading.DeviceId, reading.Ts)).Order(),
            (await pipeline.CommittedAsync()).Select(record => (record.Key!, System.Text.Json.JsonDocument.Parse(record.Value).RootElement.GetProperty("ts").GetInt64())).Order());
    }

    private IProducer<byte[], byte[]> Transactional()
    {
        var producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = kafka.BootstrapServers, TransactionalId = $"other-{Guid.NewGuid():N}", RetryBackoffMs = 3 }).Build();
        producer.InitTransactions(Patience);
        return producer;
    }

    private static List<SensorReading> Send(IProducer<byte[], byte[]> producer, SensorTopic topic, int count)
    {
        var readings = Enumerable.Range(0, count).Select(_ => topic.Next()).ToList();
        foreach (var reading in readings)
        {
            producer.Produce(
                new TopicPartition(topic.Name, 0),
                new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(reading.DeviceId), Value = Encoding.UTF8.GetBytes(reading.Json()) });
        }

        producer.Flush(Patience);
        return readings;
    }
}
