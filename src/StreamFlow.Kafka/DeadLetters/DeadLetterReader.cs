using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using StreamFlow.Kafka.Administration;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.DeadLetters;

/// <summary>Reads ranges of a dead-letter topic to their ends, committed records only.</summary>
internal sealed class DeadLetterReader : IDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private readonly ClusterClient _client;
    private readonly Dictionary<int, long> _open;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;

    public DeadLetterReader(ClusterClient client, string topic, IReadOnlyDictionary<int, OffsetRange> ranges, ILogger logger)
    {
        _client = client;
        _open = ranges.Where(range => !range.Value.IsEmpty).ToDictionary(range => range.Key, range => range.Value.To);
        _consumer = Clients.Consumer<byte[]?, byte[]?>(
            client.Settings.With(
                new Dictionary<string, string> { ["fetch.queue.backoff.ms"] = "10", ["log.connection.close"] = "false" },
                new Dictionary<string, string>
                {
                    ["group.id"] = client.Group,
                    ["enable.auto.commit"] = "false",
                    ["enable.partition.eof"] = "true",
                    ["isolation.level"] = "read_committed",
                    ["auto.offset.reset"] = "earliest",
                    ["allow.auto.create.topics"] = "false",
                }),
            new ClientEvents(logger));
        _consumer.Assign(_open.Keys.Select(p => new TopicPartitionOffset(topic, p, ranges[p].From)));
    }

    /// <summary>Who sends offsets of the group; nobody is a member of it.</summary>
    public IConsumerGroupMetadata GroupMetadata => _consumer.ConsumerGroupMetadata;

    /// <summary>The next letter of any partition; null behind the last of all ranges.</summary>
    public async Task<DeadLetter?> NextAsync(CancellationToken cancellation)
    {
        while (_open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = await Task.Run(Poll, CancellationToken.None).ConfigureAwait(false);
            if (result is null || !_open.TryGetValue(result.Partition.Value, out var end))
                continue;

            // The last record and the end behind it both say it, and either may be the only one: the last record may be a transaction's marker.
            if (result.IsPartitionEOF ? result.Offset.Value >= end : result.Offset.Value >= end - 1)
                _open.Remove(result.Partition.Value);
            if (!result.IsPartitionEOF && result.Offset.Value < end)
                return LetterOf(result);
        }

        return null;
    }

    public void Dispose() => _consumer.Dispose();

    private static DeadLetter LetterOf(ConsumeResult<byte[]?, byte[]?> result)
    {
        var all = result.Message.Headers.Select(header => new MessageHeader(header.Key, header.GetValueBytes())).ToList();
        var ours = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in all.Where(header => DeadLetterHeaders.IsOurs(header.Name)))
            ours[header.Name] = header.Value is null ? "" : Encoding.UTF8.GetString(header.Value);
        var origin = OriginOf(ours);
        IReadOnlyList<MessageHeader> own = origin is null ? all : [.. all.Where(header => !DeadLetterHeaders.IsOurs(header.Name))];
        return new DeadLetter(result.Partition.Value, result.Offset.Value, result.Message.Timestamp.UtcDateTime, result.Message.Key, result.Message.Value, own, origin);
    }

    private static DeadLetterOrigin? OriginOf(Dictionary<string, string> headers) =>
        headers.TryGetValue(DeadLetterHeaders.Topic, out var topic)
        && int.TryParse(headers.GetValueOrDefault(DeadLetterHeaders.Partition), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
        && long.TryParse(headers.GetValueOrDefault(DeadLetterHeaders.Offset), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
        && DateTimeOffset.TryParse(headers.GetValueOrDefault(DeadLetterHeaders.Timestamp), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp)
            ? new DeadLetterOrigin(
                topic, partition, offset, timestamp, headers.GetValueOrDefault(DeadLetterHeaders.Column), headers.GetValueOrDefault(DeadLetterHeaders.Reason, ""), headers.GetValueOrDefault(DeadLetterHeaders.Job, ""))
            : null;

    private ConsumeResult<byte[]?, byte[]?>? Poll()
    {
        try
        {
            return _consumer.Consume(PollTime);
        }
        catch (ConsumeException e)
        {
            throw _client.Fault(e, "reading dead letters");
        }
    }
}
