using System.Diagnostics;
using System.Globalization;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using StreamFlow.Integration.Crashes.Proxies;
using StreamFlow.Integration.Kafka;

namespace StreamFlow.Integration.Crashes;

/// <summary>
/// A Kafka to be crashed, gone afterwards: one node behind a proxy, or three nodes with three copies of everything. Transactions that nobody ends are ended
/// within a second of their time-out, and a node that died is missed within three.
/// </summary>
internal sealed class KafkaNodes : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _directory;
    private readonly IAdminClient _admin;
    private readonly HashSet<int> _dead = [];

    private KafkaNodes(string directory, string bootstrapServers, KafkaCommitProxy? proxy, int count)
    {
        _directory = directory;
        BootstrapServers = bootstrapServers;
        Proxy = proxy;
        Count = count;
        _admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrapServers, LogConnectionClose = false })
            .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
    }

    public string BootstrapServers { get; }

    public int Count { get; }

    /// <summary>In front of the one node; null where there are three.</summary>
    public KafkaCommitProxy? Proxy { get; }

    public static async Task<KafkaNodes> StartAsync(int count)
    {
        var directory = Directory.CreateTempSubdirectory("streamflow-crash-kafka-").FullName;
        var port = KafkaScript.FreePort();
        List<string> up =
        [
            "up", "--nodes", Text(count), "--port", Text(port), "--dir", directory, "--heap", "320m",
            "--set", "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000",
            "--set", "broker.session.timeout.ms=3000", "--set", "broker.heartbeat.interval.ms=500",
        ];
        var proxy = count == 1 ? new KafkaCommitProxy(port) : null;
        if (proxy is not null)
            up.AddRange(["--set", $"advertised.listeners=CLIENT://127.0.0.1:{proxy.Port},INTERNAL://127.0.0.1:{port + 200}"]);
        var servers = (await KafkaScript.RunAsync([.. up])).Trim().Split('\n')[^1].Trim();
        return new KafkaNodes(directory, proxy is null ? servers : $"127.0.0.1:{proxy.Port}", proxy, count);
    }

    /// <summary>SIGKILL; the node is gone on return.</summary>
    public async Task KillAsync(int node)
    {
        _dead.Add(node);
        using var broker = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(_directory, $"node{node}", "pid")), CultureInfo.InvariantCulture));
        await KafkaScript.RunAsync("kill", Text(node), "--dir", _directory);
        using var patience = new CancellationTokenSource(Patience);
        await broker.WaitForExitAsync(patience.Token);
    }

    public async Task StartAgainAsync(int node)
    {
        await KafkaScript.RunAsync("start", Text(node), "--dir", _directory);
        _dead.Remove(node);
    }

    /// <summary>Starts what was left dead, and waits until every partition has all its copies again: the next fault is to be the only one.</summary>
    public async Task MendAsync()
    {
        foreach (var node in _dead.ToList())
            await StartAgainAsync(node);
        using var patience = new CancellationTokenSource(Patience);
        while (_admin.GetMetadata(Patience).Topics.Any(topic => topic.Partitions.Any(partition => partition.InSyncReplicas.Length < partition.Replicas.Length)))
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
    }

    public int LeaderOf(string topic, int partition) => _admin.GetMetadata(topic, Patience).Topics.Single().Partitions.Single(one => one.PartitionId == partition).Leader;

    public int TransactionCoordinatorOf(string transactionalId) => Coordinator("__transaction_state", transactionalId);

    public int GroupCoordinatorOf(string group) => Coordinator("__consumer_offsets", group);

    /// <summary>Gives a partition another leader, with all nodes alive: its copies in another order, then the first of them elected.</summary>
    public async Task MoveLeaderAsync(string topic, int partition)
    {
        var found = _admin.GetMetadata(topic, Patience).Topics.Single().Partitions.Single(one => one.PartitionId == partition);
        var order = found.Replicas.Where(node => node != found.Leader).Append(found.Leader);
        var file = Path.Combine(_directory, "reassign.json");
        await File.WriteAllTextAsync(file, $$"""{"version":1,"partitions":[{"topic":"{{topic}}","partition":{{partition}},"replicas":[{{string.Join(',', order)}}]}]}""");
        await KafkaScript.RunAsync("tool", "reassign-partitions", "--bootstrap-server", BootstrapServers, "--reassignment-json-file", file, "--execute");
        await _admin.ElectLeadersAsync(ElectionType.Preferred, [new TopicPartition(topic, partition)], new ElectLeadersOptions { RequestTimeout = Patience, OperationTimeout = Patience });
    }

    /// <summary>Waits until no transaction on a topic is open: the committed part of each partition reaches its end.</summary>
    public async Task TransactionsEndedAsync(string topic)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!(await EndsAsync(topic, IsolationLevel.ReadCommitted)).SequenceEqual(await EndsAsync(topic, IsolationLevel.ReadUncommitted)))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    public Task DeleteTopicAsync(string topic) => _admin.DeleteTopicsAsync([topic], new DeleteTopicsOptions { RequestTimeout = Patience, OperationTimeout = Patience });

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        // Nothing of it is needed any more: no time for a shutdown in good order.
        foreach (var node in Enumerable.Range(1, Count).Except(_dead).ToList())
            await KillAsync(node);

        await KafkaScript.RunAsync("wipe", "--dir", _directory);
        if (Proxy is not null)
            await Proxy.DisposeAsync();
    }

    private async Task<IEnumerable<(int Partition, long Offset)>> EndsAsync(string topic, IsolationLevel isolation)
    {
        var partitions = _admin.GetMetadata(topic, Patience).Topics.Single().Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId));
        var answer = await _admin.ListOffsetsAsync(
            partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = OffsetSpec.Latest() }),
            new ListOffsetsOptions { IsolationLevel = isolation, RequestTimeout = Patience });
        return answer.ResultInfos.Select(info => (info.TopicPartitionOffsetError.Partition.Value, info.TopicPartitionOffsetError.Offset.Value)).Order();
    }

    /// <summary>The leader of the partition that a name belongs to, by the hash of Java's strings.</summary>
    private int Coordinator(string topic, string name)
    {
        var hash = name.Aggregate(0, (sum, letter) => unchecked((sum * 31) + letter));
        var partitions = _admin.GetMetadata(topic, Patience).Topics.Single().Partitions;
        return partitions.Single(partition => partition.PartitionId == Math.Abs(hash) % partitions.Count).Leader;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
