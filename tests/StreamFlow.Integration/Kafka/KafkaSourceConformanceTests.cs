using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using StreamFlow.Connectors;
using StreamFlow.Kafka;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Integration.Kafka;

/// <summary>The Kafka source under the kit, on a real Kafka; records are written by Confluent's producer as System.Text.Json has them.</summary>
[Collection(RealKafkaTests.Name)]
public sealed class KafkaSourceConformanceTests(RealKafka kafka) : SourceConformance, IDisposable
{
    private static readonly System.Text.Json.JsonSerializerOptions Json = new(System.Text.Json.JsonSerializerDefaults.Web);
    private readonly KafkaTestBed _bed = new(kafka);

    [KafkaTheory]
    [MemberData(nameof(Checks))]
    [MemberData(nameof(BadRecordChecks))]
    [MemberData(nameof(GapChecks))]
    [MemberData(nameof(TrimChecks))]
    [MemberData(nameof(NewPartitionChecks))]
    public Task Holds(string check) => RunAsync(check);

    public void Dispose() => _bed.Dispose();

    protected override SourceSpec<ConformanceRow> CreateSource(string name, int partitions)
    {
        _bed.Admin.CreateTopicAsync(name, partitions).GetAwaiter().GetResult();
        return new KafkaSource<ConformanceRow>(name);
    }

    protected override Task AppendAsync(SourceSpec<ConformanceRow> source, int partition, IReadOnlyList<ConformanceRow> rows) =>
        ProduceAsync(source.Name, partition, rows.Select(row => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(row, Json)));

    protected override Task AppendBadAsync(SourceSpec<ConformanceRow> source, int partition, ReadOnlyMemory<byte> value) => ProduceAsync(source.Name, partition, [value.ToArray()]);

    /// <summary>A transaction of three records that is aborted: with its marker four offsets without a row.</summary>
    protected override async Task AppendGapAsync(SourceSpec<ConformanceRow> source, int partition)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = kafka.BootstrapServers, TransactionalId = Guid.NewGuid().ToString() }).Build();
        producer.InitTransactions(Patience);
        producer.BeginTransaction();
        for (var i = 0; i < 3; i++)
            await producer.ProduceAsync(new TopicPartition(source.Name, partition), new Message<Null, byte[]> { Value = Encoding.UTF8.GetBytes("aborted") });
        producer.AbortTransaction(Patience);
    }

    protected override async Task TrimAsync(SourceSpec<ConformanceRow> source, int partition, long before)
    {
        using var admin = new AdminClientBuilder(_bed.Settings).Build();
        await admin.DeleteRecordsAsync([new TopicPartitionOffset(source.Name, partition, before)]);
    }

    protected override async Task AddPartitionAsync(SourceSpec<ConformanceRow> source)
    {
        using var admin = new AdminClientBuilder(_bed.Settings).Build();
        var partitions = admin.GetMetadata(source.Name, Patience).Topics[0].Partitions.Count + 1;
        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = source.Name, IncreaseTo = partitions }]);
    }

    protected override ConnectorContext CreateContext(string name, string? startFrom) => _bed.Context(name, from: startFrom);

    private async Task ProduceAsync(string topic, int partition, IEnumerable<byte[]> values)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = kafka.BootstrapServers, EnableIdempotence = true }).Build();
        var sent = values.Select(value => producer.ProduceAsync(new TopicPartition(topic, partition), new Message<Null, byte[]> { Value = value })).ToList();
        await Task.WhenAll(sent);
    }
}
