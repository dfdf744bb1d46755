using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using StreamFlow.Connectors;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.Reading;

/// <summary>Partitions, bounds and the mirrored offsets of one topic.</summary>
internal sealed class KafkaSourceConnection : SourceConnection
{
    private readonly TopicToRead _topic;
    private readonly ConnectorContext _context;
    private readonly ILogger _logger;
    private readonly ClusterClient _client;
    private bool _isPolicyKnown;

    public KafkaSourceConnection(TopicToRead topic, ConnectorContext context)
    {
        _topic = topic;
        _context = context;
        _logger = context.Loggers.CreateLogger<KafkaSourceConnection>();
        _client = new ClusterClient(topic.Cluster, topic.Group, _logger);
    }

    public override async Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation)
    {
        var metadata = await _client.AskAsync($"asking for topic '{_topic.Topic}'", _ => _client.GetTopic(_topic.Topic), cancellation).ConfigureAwait(false);
        await RequireDeclaredPolicyAsync(cancellation).ConfigureAwait(false);
        var partitions = metadata.Partitions.Select(p => p.PartitionId).Order().ToList();
        var earliest = _client.ListOffsetsAsync(_topic.Topic, partitions, OffsetSpec.Earliest(), cancellation);
        var ends = _client.ListOffsetsAsync(_topic.Topic, partitions, OffsetSpec.Latest(), cancellation);
        await Task.WhenAll(earliest, ends).ConfigureAwait(false);
        return [.. partitions.Select(p => new PartitionBounds(p, earliest.Result[p], ends.Result[p]))];
    }

    public override async Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation)
    {
        var from = _context.StartFrom switch
        {
            null => _topic.StartFrom,
            "earliest" => OffsetReset.Earliest,
            "latest" => OffsetReset.Latest,
            var other => throw StreamFaultException.User($"a run cannot start from '{other}'", "--from earliest or --from latest"),
        };
        // These two are in the bounds already: the plan then begins exactly where the bounds say.
        if (from == OffsetReset.Earliest)
            return bounds.ToDictionary(b => b.Partition, b => b.Earliest);
        if (from == OffsetReset.Latest)
            return bounds.ToDictionary(b => b.Partition, b => b.End);
        return await from.ResolveAsync(_client, _topic.Topic, [.. bounds.Select(b => b.Partition)], cancellation).ConfigureAwait(false);
    }

    public override SourceReader OpenReader(SourceReaderOptions options) => new KafkaReader(_topic, options, _context.Loggers.CreateLogger<KafkaReader>());

    public override async Task MirrorOffsetsAsync(IReadOnlyDictionary<int, long> nextOffsets, CancellationToken cancellation)
    {
        if (nextOffsets.Count == 0)
            return;
        var offsets = nextOffsets.Select(o => new TopicPartitionOffset(_topic.Topic, o.Key, o.Value)).ToList();
        try
        {
            await _client.AskAsync("committing offsets", consumer =>
            {
                consumer.Commit(offsets);
                return true;
            }, cancellation).WaitAsync(_client.Timeout, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StreamFaultException or TimeoutException)
        {
            _logger.MirrorFailed(_topic.Group, e.Message);
        }
    }

    /// <summary>
    /// A compacted topic that the job does not know as one would fail its replays, if anything, long after its start. Asked once; whoever may not ask is not stopped by it:
    /// a replay that misses records is noticed all the same.
    /// </summary>
    private async Task RequireDeclaredPolicyAsync(CancellationToken cancellation)
    {
        if (_isPolicyKnown || _topic.IsCompacted || _context.Guarantee == ProcessingGuarantee.AtLeastOnce)
            return;
        _isPolicyKnown = true;
        if (await _client.AskAsync("asking for the cluster's id", _ => _client.IsEmbedded(), cancellation).ConfigureAwait(false))
            return;
        string? policy;
        try
        {
            policy = await _client.GetTopicSettingAsync(_topic.Topic, "cleanup.policy", cancellation).ConfigureAwait(false);
        }
        catch (StreamFaultException fault)
        {
            _logger.PolicyUnknown(_topic.Topic, fault.Problem);
            return;
        }

        if (policy?.Contains("compact", StringComparison.Ordinal) == true)
        {
            throw StreamFaultException.User(
                $"topic '{_topic.Topic}' is compacted (cleanup.policy={policy}): an epoch that is run again after a crash may find records gone",
                $"declare it: new KafkaSource<…>(\"{_topic.Topic}\") {{ Compacted = true }}; each epoch's output is then stored before the first sink commits",
                _topic.Topic);
        }
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return base.DisposeAsync();
    }
}
