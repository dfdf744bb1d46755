using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Embedded;

namespace StreamFlow.Kafka.Administration;

/// <summary>Topics, groups and brokers of one cluster. Every call ends within <see cref="Timeout"/>, with a fault that says what to check.</summary>
public sealed class KafkaAdmin : IDisposable
{
    private readonly ClusterClient _client;
    private readonly GroupAdmin _groups;
    private bool? _isEmbedded;

    /// <param name="settings">Client settings; <c>bootstrap.servers</c> is needed.</param>
    /// <param name="loggers">Where the client's messages go.</param>
    /// <param name="timeout">How long a call may take; default 10 s.</param>
    /// <exception cref="StreamFaultException">No address is given, or a setting is wrong.</exception>
    public KafkaAdmin(IReadOnlyDictionary<string, string> settings, ILoggerFactory? loggers = null, TimeSpan? timeout = null)
    {
        Timeout = timeout ?? TimeSpan.FromSeconds(10);
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<KafkaAdmin>();
        _client = new ClusterClient(ClusterSettings.From("default", settings), "streamflow.admin", logger) { Timeout = Timeout };
        _groups = new GroupAdmin(_client, IsEmbeddedAsync);
    }

    /// <summary>How long a call may take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>All topics by name; Kafka's own (<c>__consumer_offsets</c>) left out unless asked for.</summary>
    public async Task<IReadOnlyList<TopicSummary>> ListTopicsAsync(bool withInternal = false, CancellationToken cancellation = default)
    {
        var metadata = await _client.AskAsync("listing topics", _ => _client.GetMetadata(), cancellation).ConfigureAwait(false);
        return [.. metadata.Topics
            .Where(t => withInternal || !t.Topic.StartsWith("__", StringComparison.Ordinal))
            .OrderBy(t => t.Topic, StringComparer.Ordinal)
            .Select(t => new TopicSummary(t.Topic, t.Partitions.Count, t.Partitions.Count == 0 ? 0 : t.Partitions[0].Replicas.Length))];
    }

    /// <summary>Makes a topic and waits until every client sees it.</summary>
    /// <param name="topic">Its name.</param>
    /// <param name="partitions">1 or more.</param>
    /// <param name="replication">Copies of each partition; null for the cluster's default.</param>
    /// <param name="settings">Topic settings such as <c>retention.ms</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StreamFaultException">It exists already, or the cluster refuses it.</exception>
    public async Task CreateTopicAsync(
        string topic, int partitions, int? replication = null, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellation = default)
    {
        if (partitions < 1)
            throw StreamFaultException.User($"a topic cannot have {partitions} partitions", "give 1 or more: --partitions N");
        if (await IsEmbeddedAsync(cancellation).ConfigureAwait(false))
            await OnEmbedded((servers, c) => TopicRequest.CreateAsync(servers, topic, partitions, c), cancellation).ConfigureAwait(false);
        else
            await _client.CreateTopicAsync(new TopicCreation(partitions, replication) { Settings = settings ?? new Dictionary<string, string>() }, topic, cancellation).ConfigureAwait(false);

        await _client.WaitForTopicAsync(topic, cancellation).ConfigureAwait(false);
    }

    /// <summary>A topic's partitions with their leaders, copies and bounds.</summary>
    /// <exception cref="StreamFaultException">There is no such topic.</exception>
    public async Task<TopicDescription> DescribeTopicAsync(string topic, CancellationToken cancellation = default)
    {
        var metadata = await _client.AskAsync($"describing topic '{topic}'", _ => _client.GetTopic(topic), cancellation).ConfigureAwait(false);
        var ids = metadata.Partitions.Select(p => p.PartitionId).Order().ToList();
        var earliest = await _client.ListOffsetsAsync(topic, ids, OffsetSpec.Earliest(), cancellation).ConfigureAwait(false);
        var ends = await _client.ListOffsetsAsync(topic, ids, OffsetSpec.Latest(), cancellation).ConfigureAwait(false);
        return new TopicDescription(topic, [.. metadata.Partitions.OrderBy(p => p.PartitionId)
            .Select(p => new PartitionDescription(p.PartitionId, p.Leader, p.Replicas, p.InSyncReplicas, earliest[p.PartitionId], ends[p.PartitionId]))]);
    }

    /// <exception cref="StreamFaultException">There is no such topic.</exception>
    public async Task DeleteTopicAsync(string topic, CancellationToken cancellation = default)
    {
        if (await _client.AskAsync($"deleting topic '{topic}'", _ => _client.FindTopic(topic), cancellation).ConfigureAwait(false) is null)
            throw StreamFaultException.User($"Kafka at {_client.Settings.BootstrapServers} has no topic '{topic}'", "./streamflow topics list shows those that it has");
        if (await IsEmbeddedAsync(cancellation).ConfigureAwait(false))
        {
            await OnEmbedded((servers, c) => TopicRequest.DeleteAsync(servers, topic, c), cancellation).ConfigureAwait(false);
            return;
        }

        await _client.AskAdminAsync($"deleting topic '{topic}'", async admin =>
        {
            await admin.DeleteTopicsAsync([topic], new DeleteTopicsOptions { RequestTimeout = Timeout, OperationTimeout = Timeout }).ConfigureAwait(false);
            return true;
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>The brokers, the controller, the cluster's id.</summary>
    public async Task<ClusterDescription> DescribeClusterAsync(CancellationToken cancellation = default)
    {
        if (await IsEmbeddedAsync(cancellation).ConfigureAwait(false))
        {
            // It has no controller, which the admin client would wait for.
            var metadata = await _client.AskAsync("describing the cluster", _ => _client.GetMetadata(), cancellation).ConfigureAwait(false);
            return new ClusterDescription(_client.GetClusterId(), null, [.. metadata.Brokers.Select(b => new BrokerDescription(b.BrokerId, b.Host, b.Port))]) { IsEmbedded = true };
        }

        var answer = await _client.AskAdminAsync(
            "describing the cluster", admin => admin.DescribeClusterAsync(new DescribeClusterOptions { RequestTimeout = Timeout }), cancellation).ConfigureAwait(false);
        return new ClusterDescription(
            answer.ClusterId ?? "", answer.Controller?.Id, [.. answer.Nodes.OrderBy(n => n.Id).Select(n => new BrokerDescription(n.Id, n.Host, n.Port))]);
    }

    /// <summary>All consumer groups by name.</summary>
    public Task<IReadOnlyList<GroupSummary>> ListGroupsAsync(CancellationToken cancellation = default) => _groups.ListAsync(cancellation);

    /// <summary>A group, its members and its offsets.</summary>
    /// <exception cref="StreamFaultException">There is no such group.</exception>
    public Task<GroupDescription> DescribeGroupAsync(string group, CancellationToken cancellation = default) => _groups.DescribeAsync(group, cancellation);

    /// <summary>Where a group stands, partition by partition.</summary>
    /// <exception cref="StreamFaultException">The group has committed nothing.</exception>
    public Task<IReadOnlyList<GroupLag>> GetLagAsync(string group, CancellationToken cancellation = default) => _groups.GetLagAsync(group, cancellation);

    /// <summary>Where a group stands, partition by partition; empty where it has committed nothing.</summary>
    public Task<IReadOnlyList<GroupLag>> FindLagAsync(string group, CancellationToken cancellation = default) => _groups.FindLagAsync(group, cancellation);

    /// <summary>Sets a group's offsets in a topic. The group must have no members. A StreamFlow job does not read them: it goes on from its checkpoint.</summary>
    /// <returns>The new offsets.</returns>
    public Task<IReadOnlyList<GroupLag>> ResetGroupAsync(string group, string topic, OffsetReset to, CancellationToken cancellation = default) =>
        _groups.ResetAsync(group, topic, to, cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<bool> IsEmbeddedAsync(CancellationToken cancellation) =>
        _isEmbedded ??= await _client.AskAsync("asking for the cluster's id", _ =>
        {
            // The id comes with the metadata; without any broker this is what says so.
            _client.GetMetadata();
            return _client.IsEmbedded();
        }, cancellation).ConfigureAwait(false);

    private async Task OnEmbedded(Func<string, CancellationToken, Task<string>> request, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Timeout);
        string error;
        try
        {
            error = await request(_client.Settings.BootstrapServers, limited.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw StreamFaultException.User(
                "this embedded broker does not make topics for other processes", "start one with ./streamflow broker, or make the topic in the process that holds it", inner: e);
        }

        if (error.Length > 0)
            throw StreamFaultException.User(error);
    }
}
