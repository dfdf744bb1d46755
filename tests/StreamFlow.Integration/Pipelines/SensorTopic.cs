using System.Text;
using Confluent.Kafka;
using StreamFlow.Kafka;

namespace StreamFlow.Integration.Pipelines;

/// <summary>A topic of generated readings, and what each of its partitions holds, in the order of offsets. Readings are up to 2 s out of order within a partition.</summary>
internal sealed class SensorTopic : IDisposable
{
    private const long FirstMs = 1_700_000_000_000;
    private const int ReadingsPerSecond = 200;
    private const int OutOfOrderMs = 2_000;
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(30);

    private readonly string _bootstrapServers;
    private readonly Random _random;
    private readonly int _devices;
    private IProducer<byte[], byte[]> _producer;
    private long _generated;

    public SensorTopic(string bootstrapServers, string name, int partitions, int seed, int devices = 40)
    {
        Name = name;
        Written = [.. Enumerable.Range(0, partitions).Select(_ => new List<SensorReading>())];
        _random = new Random(seed);
        _devices = devices;
        _bootstrapServers = bootstrapServers;
        _producer = NewProducer();
    }

    public string Name { get; }

    /// <summary>By partition.</summary>
    public List<List<SensorReading>> Written { get; }

    public IEnumerable<SensorReading> All => Written.SelectMany(partition => partition);

    /// <summary>Writes the next readings of all devices, by key, into the first partitions.</summary>
    public void Generate(int count, int? partitions = null)
    {
        for (var i = 0; i < count; i++)
        {
            var reading = Next();
            Write(KafkaPartitioner.PartitionOf(Encoding.UTF8.GetBytes(reading.DeviceId), partitions ?? Written.Count), reading);
        }

        _producer.Flush(FlushTime);
    }

    /// <summary>Writes the next readings anywhere: a device's readings are in all partitions.</summary>
    public void Scatter(int count)
    {
        for (var i = 0; i < count; i++)
            Write(_random.Next(Written.Count), Next());
        _producer.Flush(FlushTime);
    }

    /// <summary>The next reading, of which the topic knows nothing yet.</summary>
    public SensorReading Next() => new(
        $"sensor-{_random.Next(_devices):D6}",
        FirstMs + (_generated++ * 1_000 / ReadingsPerSecond) - _random.Next(OutOfOrderMs),
        _random.Next(1_000, 4_000),
        _random.Next(200, 900));

    public void Write(int partition, SensorReading reading)
    {
        Written[partition].Add(reading);
        _producer.Produce(
            new TopicPartition(Name, partition),
            new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(reading.DeviceId), Value = Encoding.UTF8.GetBytes(reading.Json()) },
            report => Assert.False(report.Error.IsError, report.Error.Reason));
    }

    /// <summary>Ends every window so far: a reading of an hour later in each partition, or in those named.</summary>
    public void Close(params int[] partitions)
    {
        var end = FirstMs + (_generated * 1_000 / ReadingsPerSecond) + 3_600_000;
        foreach (var partition in partitions.Length == 0 ? [.. Enumerable.Range(0, Written.Count)] : partitions)
            Write(partition, new SensorReading($"flush-{partition}", end, 0, 0));
        _producer.Flush(FlushTime);
    }

    /// <summary>Gives the topic one more partition.</summary>
    public async Task AddPartitionAsync()
    {
        using (var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _bootstrapServers }).Build())
            await admin.CreatePartitionsAsync([new() { Topic = Name, IncreaseTo = Written.Count + 1 }], new() { OperationTimeout = FlushTime });
        Written.Add([]);
        // A producer keeps for minutes what it has heard of a topic.
        _producer.Dispose();
        _producer = NewProducer();
    }

    public void Dispose() => _producer.Dispose();

    private IProducer<byte[], byte[]> NewProducer() =>
        new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = _bootstrapServers, EnableIdempotence = true, LingerMs = 1 }).Build();
}
