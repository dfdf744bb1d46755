using IotDataProcessing;
using StreamFlow.Integration.Kafka;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Integration.Pipelines;

/// <summary>A job between two topics of its own, with names and a checkpoint directory that no other test has.</summary>
internal sealed class Pipeline : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("streamflow-pipeline-");

    private Pipeline(RealKafka kafka, SensorTopic source, string sink, string run)
    {
        BootstrapServers = kafka.BootstrapServers;
        Source = source;
        Sink = sink;
        Application = $"it-{run}";
    }

    public string BootstrapServers { get; }

    public SensorTopic Source { get; }

    public string Sink { get; }

    public string Application { get; }

    public string CheckpointDirectory => Path.Combine(_directory.FullName, "checkpoint");

    /// <summary>A directory beside the checkpoints.</summary>
    public string OtherDirectory(string name) => Path.Combine(_directory.FullName, name);

    public static async Task<Pipeline> CreateAsync(RealKafka kafka, int seed, int partitions = 2)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        using var admin = new KafkaAdmin(new Dictionary<string, string> { ["bootstrap.servers"] = kafka.BootstrapServers });
        await admin.CreateTopicAsync($"iot-{run}", partitions);
        await admin.CreateTopicAsync($"out-{run}", 2);
        return new Pipeline(kafka, new SensorTopic(kafka.BootstrapServers, $"iot-{run}", partitions, seed), $"out-{run}", run);
    }

    public StreamJobOptions Options(Action<StreamJobOptions>? configure = null)
    {
        var options = new StreamJobOptions { Application = Application, Trigger = Trigger.AvailableNow, CheckpointDirectory = CheckpointDirectory };
        options.Connectors["Kafka"] = new Dictionary<string, string> { ["bootstrap.servers"] = BootstrapServers };
        options.Settings["Source"] = Source.Name;
        options.Settings["Sink"] = Sink;
        configure?.Invoke(options);
        return options;
    }

    public async Task<StreamingQuery> StartAsync(Action<StreamJobOptions>? configure = null, IStreamJob? job = null) =>
        await StreamingQuery.StartAsync(job ?? new IotDataProcessingJob(), Options(configure)).WaitAsync(Patience);

    /// <summary>Runs the job to its own end.</summary>
    /// <returns>What its last epoch did; null when there was none.</returns>
    public async Task<QueryProgress?> RunAsync(Action<StreamJobOptions>? configure = null, IStreamJob? job = null)
    {
        await using var query = await StartAsync(configure, job);
        await query.Completion.WaitAsync(Patience);
        Assert.Equal(QueryState.Stopped, query.State);
        return query.LastProgress;
    }

    /// <summary>Returns once the query has committed so many epochs more, or has ended.</summary>
    public static async Task EpochsAsync(StreamingQuery query, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var _ in query.ReadProgressAsync(patience.Token))
        {
            if (--count <= 0)
                return;
        }
    }

    public Task<List<TopicRecord>> CommittedAsync() => TopicRecord.ReadAllAsync(BootstrapServers, Sink);

    public async Task<List<AverageRow>> AveragesAsync() => [.. (await CommittedAsync()).Select(record => AverageRow.Parse(record.Value))];

    /// <summary>The sink holds every row of the windows that have ended once, and nothing else.</summary>
    public async Task RequireExactAsync(long windowMs = 10_000) => Same(AverageRow.Expected(Source.Written, windowMs), AverageRow.InOrder(await AveragesAsync()));

    /// <summary>As <see cref="Assert.Equal{T}(IEnumerable{T}, IEnumerable{T})"/>, with the rows that are missing or too many.</summary>
    public static void Same(List<AverageRow> expected, List<AverageRow> found)
    {
        Assert.NotEmpty(expected);
        if (expected.SequenceEqual(found))
            return;
        var twice = found.GroupBy(row => row).Where(rows => rows.Count() > 1).ToList();
        Assert.Fail(
            $"{found.Count} rows, expected {expected.Count}; missing {expected.Except(found).Count()} {expected.Except(found).FirstOrDefault()}; "
            + $"unexpected {found.Except(expected).Count()} {found.Except(expected).FirstOrDefault()}; twice {twice.Count} {twice.FirstOrDefault()?.Key}");
    }

    public void Dispose()
    {
        Source.Dispose();
        _directory.Delete(recursive: true);
    }
}
