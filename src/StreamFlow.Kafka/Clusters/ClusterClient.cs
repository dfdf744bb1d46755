using System.Runtime.InteropServices;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Clusters;

/// <summary>
/// Questions to a cluster: topics, bounds, offsets of groups. A consumer that never subscribes, so that asking for a topic does not create it and offsets are
/// committed without joining the group. Every call ends within <see cref="Timeout"/>.
/// </summary>
internal sealed class ClusterClient : IDisposable
{
    /// <summary>Embedded brokers give their clusters ids that begin so.</summary>
    private const string MockClusterPrefix = "mockCluster";

    /// <summary>From one question to the same again.</summary>
    internal static readonly TimeSpan RetryTime = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan FirstLimit = TimeSpan.FromMilliseconds(500);

    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly ClientEvents _events;

    public ClusterClient(ClusterSettings settings, string group, ILogger logger)
    {
        Settings = settings;
        Group = group;
        LibrdkafkaResolver.Require();
        _events = new ClientEvents(logger);
        _consumer = Clients.Consumer(settings.With(Defaults, Required(group)), _events);
        Admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
    }

    public ClusterSettings Settings { get; }

    public string Group { get; }

    public IAdminClient Admin { get; }

    /// <summary>How long a question may take before the broker counts as not reachable. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    private static Dictionary<string, string> Defaults => new()
    {
        ["retry.backoff.ms"] = "20",
        ["reconnect.backoff.ms"] = "50",
        ["reconnect.backoff.max.ms"] = "1000",
        ["log.connection.close"] = "false",
    };

    private static Dictionary<string, string> Required(string group) => new()
    {
        ["group.id"] = group,
        ["enable.auto.commit"] = "false",
        ["allow.auto.create.topics"] = "false",
        ["isolation.level"] = "read_committed",
    };

    /// <summary>Runs a blocking call elsewhere and turns Kafka's errors into faults.</summary>
    /// <param name="doing">What the call does, as in "failed while …".</param>
    public Task<T> AskAsync<T>(string doing, Func<IConsumer<Ignore, Ignore>, T> call, CancellationToken cancellation) =>
        UntilAnsweredAsync(doing, () => Task.Run(() => call(_consumer), cancellation), cancellation);

    /// <summary>As <see cref="AskAsync{T}(string, Func{IConsumer{Ignore, Ignore}, T}, CancellationToken)"/>, for the admin client's own tasks.</summary>
    public Task<T> AskAdminAsync<T>(string doing, Func<IAdminClient, Task<T>> call, CancellationToken cancellation) =>
        UntilAnsweredAsync(doing, () => call(Admin), cancellation);

    /// <summary>The topic's partitions and where they stand.</summary>
    /// <exception cref="StreamFaultException">There is no such topic, or no broker answers.</exception>
    public TopicMetadata GetTopic(string topic) => FindTopic(topic) ?? throw KafkaFaults.UnknownTopic(topic, Settings);

    public TopicMetadata? FindTopic(string topic)
    {
        var metadata = Ask($"asking for topic '{topic}'", () => GetMetadata(limit => Admin.GetMetadata(topic, limit)));
        var found = metadata.Topics.Find(t => t.Topic == topic);
        if (found is null || found.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic)
            return null;
        if (found.Error.Code == ErrorCode.TopicException)
            throw StreamFaultException.User($"'{topic}' is not a name that a topic can have", "use letters, digits, '.', '_' and '-', at most 249 of them");
        if (found.Error.IsError && found.Error.Code != ErrorCode.LeaderNotAvailable)
            throw KafkaFaults.From(found.Error, Settings, $"asking for topic '{topic}'", Timeout, _events.LastError);
        return found;
    }

    /// <summary>Brokers, and all topics.</summary>
    public Metadata GetMetadata() => GetMetadata(Admin.GetMetadata);

    /// <summary>The offsets that a specification stands for, partition by partition. The end is the last stable offset.</summary>
    public async Task<Dictionary<int, long>> ListOffsetsAsync(string topic, IEnumerable<int> partitions, OffsetSpec spec, CancellationToken cancellation)
    {
        var asked = partitions.Select(p => new TopicPartitionOffsetSpec { TopicPartition = new TopicPartition(topic, p), OffsetSpec = spec }).ToList();
        if (asked.Count == 0)
            return [];
        // The admin client's default is read_uncommitted, whatever the handle's settings say.
        var options = new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadCommitted, RequestTimeout = Timeout };
        var answer = await AskAdminAsync($"asking for the offsets of topic '{topic}'", admin => admin.ListOffsetsAsync(asked, options), cancellation).ConfigureAwait(false);
        return answer.ResultInfos.ToDictionary(r => r.TopicPartitionOffsetError.Partition.Value, r => r.TopicPartitionOffsetError.Offset.Value);
    }

    /// <summary>A setting of a topic, as the broker has it; null where it has no such setting.</summary>
    public async Task<string?> GetTopicSettingAsync(string topic, string name, CancellationToken cancellation)
    {
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = topic };
        var answer = await AskAdminAsync(
            $"asking for {name} of topic '{topic}'", admin => admin.DescribeConfigsAsync([resource], new DescribeConfigsOptions { RequestTimeout = Timeout }), cancellation).ConfigureAwait(false);
        return answer[0].Entries.TryGetValue(name, out var entry) ? entry.Value : null;
    }

    /// <summary>The cluster's id; empty where the cluster has none.</summary>
    public string GetClusterId()
    {
        var handle = ConfluentHandle.Of(_consumer.Handle);
        var id = Librdkafka.rd_kafka_clusterid(handle.DangerousGetHandle(), (int)Timeout.TotalMilliseconds);
        if (id == 0)
            return "";
        var text = Marshal.PtrToStringUTF8(id) ?? "";
        Librdkafka.rd_kafka_mem_free(handle.DangerousGetHandle(), id);
        GC.KeepAlive(handle);
        return text;
    }

    /// <summary>Whether the cluster is an embedded broker: it drops offsets sent in transactions and ignores isolation.</summary>
    public bool IsEmbedded() => GetClusterId().StartsWith(MockClusterPrefix, StringComparison.Ordinal);

    public StreamFaultException Fault(KafkaException e, string doing) => KafkaFaults.From(_events.RefusedLogin ?? e.Error, Settings, doing, Timeout, _events.LastError, e);

    public void Dispose()
    {
        Admin.Dispose();
        _consumer.Dispose();
    }

    /// <summary>
    /// The first question to a cluster, and so the one that meets a broker that refuses the login. The client itself goes on trying: so it is asked for a short time first, then for longer
    /// ones, and in between whether there is any use in it.
    /// </summary>
    private Metadata GetMetadata(Func<TimeSpan, Metadata> ask)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var limit = FirstLimit; ; limit *= 2)
        {
            var left = Timeout - TimeProvider.System.GetElapsedTime(started);
            try
            {
                return ask(limit < left ? limit : left > FirstLimit ? left : FirstLimit);
            }
            catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_TimedOut or ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown)
            {
                // The client tells its errors only to somebody who asks it for messages.
                _consumer.Consume(TimeSpan.Zero);
                if (_events.RefusedLogin is { } refused)
                    throw new KafkaException(refused, e);
                if (TimeProvider.System.GetElapsedTime(started) + FirstLimit >= Timeout)
                    throw;
            }
        }
    }

    /// <summary>Asks again while the answer is an error that passes, until <see cref="Timeout"/>.</summary>
    private async Task<T> UntilAnsweredAsync<T>(string doing, Func<Task<T>> ask, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask().WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (KafkaException e) when (PassingErrors.IsPassing(e) && TimeProvider.System.GetElapsedTime(started) < Timeout)
            {
                await Task.Delay(RetryTime, TimeProvider.System, cancellation).ConfigureAwait(false);
            }
            catch (KafkaException e)
            {
                throw Fault(e, doing);
            }
        }
    }

    private T Ask<T>(string doing, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (KafkaException e)
        {
            throw Fault(e, doing);
        }
    }
}
