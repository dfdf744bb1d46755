using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Benchmarks.Restart;

/// <summary>
/// <c>iot-data-processing</c> with many keys in open windows, under a steady load: killed with SIGKILL, started at once, and the time from the kill to the first commit of new rows.
/// </summary>
internal sealed class RestartBenchmark : IAsyncDisposable
{
    private const int Partitions = 2;
    private const int Kills = 5;
    private const int LoadPerSecond = 10_000;
    private const long FirstMs = 1_700_000_000_000;

    // One window holds every reading, so that every key is in the state at every kill.
    private const string Window = "1.00:00:00";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _servers;
    private readonly int _keys;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly string _checkpoint = Directory.CreateTempSubdirectory("streamflow-restart-").FullName;
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly CancellationTokenSource _stop = new();
    private long _sent;

    private RestartBenchmark(string servers, int keys)
    {
        _servers = servers;
        _keys = keys;
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = servers, LingerMs = 20, QueueBufferingMaxMessages = 2_000_000 }).Build();
    }

    private string Source => $"restart-in-{_run}";

    private string Sink => $"restart-out-{_run}";

    /// <summary><c>restart HOST:PORT [KEYS]</c></summary>
    public static async Task<int> RunAsync(string servers, int keys = 1_000_000)
    {
        await using var benchmark = new RestartBenchmark(servers, keys);
        await benchmark.MeasureAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _producer.Dispose();
        _stop.Dispose();
        Directory.Delete(_checkpoint, recursive: true);
        using var admin = Admin();
        await admin.DeleteTopicAsync(Source);
        await admin.DeleteTopicAsync(Sink);
    }

    private async Task MeasureAsync()
    {
        using (var admin = Admin())
        {
            await admin.CreateTopicAsync(Source, Partitions);
            await admin.CreateTopicAsync(Sink, Partitions);
        }

        for (var key = 0; key < _keys; key++)
            Send(key);
        _producer.Flush(Patience);
        var load = Task.Run(LoadAsync);
        var job = new JobProcess(Arguments);
        await job.RowsAsync(_keys, Patience);
        await CheckpointAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Anywhere between two checkpoints.
            await Task.Delay(TimeSpan.FromSeconds(10.0 * kill / Kills), TimeProvider.System, CancellationToken.None);
            var killed = Stopwatch.GetTimestamp();
            job.Dispose();
            job = new JobProcess(Arguments);
            await job.RowsAsync(1, Patience);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{_keys:N0} keys, kill {kill}: {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.00} s to the first commit of new rows; checkpoint {CheckpointBytes() / 1e6:0} MB"));
            await CheckpointAsync();
        }

        job.Dispose();
        await _stop.CancelAsync();
        await load;
    }

    private string[] Arguments =>
    [
        "run", "--bootstrap-servers", _servers, "--checkpoint", _checkpoint, "--trigger", "100ms", "--output", "json",
        "--set", $"Source={Source}", "--set", $"Sink={Sink}", "--set", $"Window={Window}",
    ];

    /// <summary>Waits for the next checkpoint to be there whole.</summary>
    private async Task CheckpointAsync()
    {
        var known = Manifests();
        using var patience = new CancellationTokenSource(Patience);
        while (Manifests().All(known.Contains))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }

    private HashSet<string> Manifests() => [.. Directory.GetFiles(_checkpoint, "*.manifest")];

    private long CheckpointBytes() => new DirectoryInfo(_checkpoint).EnumerateFiles().Where(file => file.Name.StartsWith("checkpoint-", StringComparison.Ordinal)).Select(file => file.Length).Max();

    /// <summary>Readings of random devices, at a steady rate, until the end.</summary>
    private async Task LoadAsync()
    {
        var random = new Random(1);
        var started = Stopwatch.GetTimestamp();
        var sent = 0L;
        while (!_stop.IsCancellationRequested)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * LoadPerSecond); sent < due; sent++)
                Send(random.Next(_keys));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }

    private void Send(int key)
    {
        var device = string.Create(CultureInfo.InvariantCulture, $"sensor-{key:D7}");
        var reading = string.Create(
            CultureInfo.InvariantCulture, $$"""{"deviceId":"{{device}}","ts":{{FirstMs + (_sent++ / 1_000)}},"temperature":{{10 + (key % 300) / 10.0:0.0}},"humidity":48.2,"battery":3.61,"site":"plant-02"}""");
        _producer.Produce(Source, new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(device), Value = Encoding.UTF8.GetBytes(reading) });
    }

    private KafkaAdmin Admin() => new(new Dictionary<string, string> { ["bootstrap.servers"] = _servers });
}
