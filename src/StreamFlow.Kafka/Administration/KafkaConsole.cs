using System.Runtime.CompilerServices;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.Administration;

/// <summary>Lines in, lines out: a topic on the command line.</summary>
public sealed class KafkaConsole(IReadOnlyDictionary<string, string> settings, ILoggerFactory? loggers = null)
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<KafkaConsole>();
    private readonly ClusterSettings _settings = ClusterSettings.From("default", settings);

    /// <summary>Writes each line as a record: keyed records by Kafka's hash of the key, others to the partitions in turn.</summary>
    /// <param name="topic">An existing topic.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="keySeparator">What separates key and value in a line, such as ":"; a line without it has no key. Null: no line has a key.</param>
    /// <param name="cancellation">Ends it; what was read is still delivered.</param>
    /// <returns>The number of records delivered.</returns>
    /// <exception cref="StreamFaultException">There is no such topic, no broker answers, or a record was refused.</exception>
    public async Task<long> ProduceLinesAsync(string topic, TextReader lines, string? keySeparator = null, CancellationToken cancellation = default)
    {
        using var client = new ClusterClient(_settings, "streamflow.console", _logger);
        var partitions = (await client.AskAsync($"asking for topic '{topic}'", _ => client.GetTopic(topic), cancellation).ConfigureAwait(false)).Partitions.Count;
        using var producer = new ConsoleProducer(_settings, _logger);
        long produced = 0;
        var keyless = 0;
        try
        {
            while (await lines.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            {
                var at = keySeparator is null ? -1 : line.IndexOf(keySeparator, StringComparison.Ordinal);
                var key = at < 0 ? null : Encoding.UTF8.GetBytes(line[..at]);
                var value = Encoding.UTF8.GetBytes(at < 0 ? line : line[(at + keySeparator!.Length)..]);
                var partition = key is null ? keyless++ % partitions : KafkaPartitioner.PartitionOf(key, partitions);
                producer.Produce(new TopicPartition(topic, partition), key, value);
                produced++;
            }
        }
        catch (OperationCanceledException)
        {
            // What was read goes out all the same.
        }

        producer.Flush();
        return produced;
    }

    /// <summary>The topic's records as they come, each partition in order.</summary>
    /// <exception cref="StreamFaultException">There is no such topic, or no broker answers.</exception>
    public async IAsyncEnumerable<ConsoleRecord> ConsumeAsync(string topic, ConsumeOptions options, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var client = new ClusterClient(_settings, options.Group ?? "streamflow.console", _logger);
        var metadata = await client.AskAsync($"asking for topic '{topic}'", _ => client.GetTopic(topic), cancellation).ConfigureAwait(false);
        var ids = metadata.Partitions.Select(p => p.PartitionId).ToList();
        var starts = await options.From.ResolveAsync(client, topic, ids, cancellation).ConfigureAwait(false);
        var ends = options.Follow ? [] : await client.ListOffsetsAsync(topic, ids, Confluent.Kafka.Admin.OffsetSpec.Latest(), cancellation).ConfigureAwait(false);
        var open = ends.Where(e => e.Value > starts[e.Key]).Select(e => e.Key).ToHashSet();
        if (!options.Follow && open.Count == 0)
            yield break;

        var events = new ClientEvents(_logger);
        using var consumer = Clients.Consumer<byte[], byte[]>(Settings(options), events);
        if (options.Group is null)
            consumer.Assign(starts.Select(s => new TopicPartitionOffset(topic, s.Key, s.Value)));
        else
            consumer.Subscribe(topic);
        long shown = 0;
        try
        {
            while (!cancellation.IsCancellationRequested && !(shown >= options.Max) && (options.Follow || open.Count > 0))
            {
                // Consume blocks: not on the caller's thread, which may be the one that draws.
                var result = await Task.Run(() => Next(client, consumer), CancellationToken.None).ConfigureAwait(false);
                if (result is null)
                    continue;
                var end = ends.GetValueOrDefault(result.Partition.Value, long.MaxValue);

                // The last record and the end behind it both say it, and either may be the only one: the last record may be a transaction's marker.
                if (result.IsPartitionEOF ? result.Offset.Value >= end : result.Offset.Value >= end - 1)
                    open.Remove(result.Partition.Value);
                if (result.IsPartitionEOF || result.Offset.Value >= end)
                    continue;
                shown++;
                yield return new ConsoleRecord(
                    result.Partition.Value, result.Offset.Value, result.Message.Timestamp.UtcDateTime, Text(result.Message.Key), Text(result.Message.Value));
            }
        }
        finally
        {
            if (options.Group is not null)
                await Task.Run(consumer.Close, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static ConsumeResult<byte[], byte[]>? Next(ClusterClient client, IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            return consumer.Consume(PollTime);
        }
        catch (ConsumeException e)
        {
            throw client.Fault(e, "reading");
        }
    }

    private Dictionary<string, string> Settings(ConsumeOptions options) => _settings.With(
        new Dictionary<string, string>
        {
            ["auto.offset.reset"] = options.From == OffsetReset.Latest ? "latest" : "earliest",
            ["fetch.queue.backoff.ms"] = "10",
        },
        new Dictionary<string, string>
        {
            ["group.id"] = options.Group ?? "streamflow.console",
            ["enable.auto.commit"] = options.Group is null ? "false" : "true",
            ["enable.partition.eof"] = options.Follow ? "false" : "true",
            ["isolation.level"] = options.Uncommitted ? "read_uncommitted" : "read_committed",
            ["allow.auto.create.topics"] = "false",
        });

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
