using StreamFlow.Integration.Pipelines;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Integration.Crashes;

/// <summary>What many runs stand on: servers to be crashed, one topic of readings that all of them process, and what comes of it.</summary>
internal sealed class CrashBed : IAsyncDisposable
{
    /// <summary>The readings that all jobs process.</summary>
    public const string InputTopic = "iot";

    private const int Partitions = 2;
    private const int Readings = 30_000;

    private CrashBed(KafkaNodes kafka, List<List<SensorReading>> input)
    {
        Kafka = kafka;
        Averages = AverageRow.Expected(input);
    }

    public KafkaNodes Kafka { get; }

    /// <summary>What <c>iot-data-processing</c> is to make of the input, in LINQ's words.</summary>
    public List<AverageRow> Averages { get; }

    /// <param name="nodes">Of Kafka: 1 or 3.</param>
    /// <param name="seed">Of the readings.</param>
    public static async Task<CrashBed> StartAsync(int nodes, int seed)
    {
        var kafka = await KafkaNodes.StartAsync(nodes);
        try
        {
            await CreateTopicAsync(kafka, InputTopic);
            using var input = new SensorTopic(kafka.BootstrapServers, InputTopic, Partitions, seed);
            input.Generate(Readings);
            input.Close();
            return new CrashBed(kafka, input.Written);
        }
        catch
        {
            await kafka.DisposeAsync();
            throw;
        }
    }

    /// <summary>A job with fresh sinks.</summary>
    /// <param name="run">The run's name, in the names of its sinks.</param>
    /// <param name="chance">Picks the job.</param>
    public async Task<CrashedJob> NewJobAsync(string run, Random chance)
    {
        var topic = $"out-{run}";
        await CreateTopicAsync(Kafka, topic);
        return new AveragesJob(this) { Topic = topic };
    }

    public ValueTask DisposeAsync() => Kafka.DisposeAsync();

    private static async Task CreateTopicAsync(KafkaNodes kafka, string topic)
    {
        using var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers });
        await admin.CreateTopicAsync(topic, Partitions);
    }
}
