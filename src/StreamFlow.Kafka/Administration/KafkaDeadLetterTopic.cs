using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.DeadLetters;

namespace StreamFlow.Kafka.Administration;

/// <summary>
/// A dead-letter topic, looked at and put back. What was put back is remembered as the offsets of a consumer group of its own, <c>streamflow.dead-letters.TOPIC</c>:
/// all before them is done, all behind them waits.
/// </summary>
/// <param name="topic">An existing topic.</param>
/// <param name="settings">Client settings by librdkafka's names.</param>
/// <param name="loggers">Where log messages go; nowhere by default.</param>
public sealed class KafkaDeadLetterTopic(string topic, IReadOnlyDictionary<string, string> settings, ILoggerFactory? loggers = null)
{
    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<KafkaDeadLetterTopic>();
    private readonly ClusterSettings _cluster = ClusterSettings.From("default", settings);

    /// <summary>The group that remembers what was put back.</summary>
    public string Group => $"streamflow.dead-letters.{topic}";

    /// <summary>The letters that wait, up to the topic's end as it is now, each partition in order.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="includeReplayed">Those, too, that were put back already, as far as they are still there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StreamFaultException">There is no such topic, or no broker answers.</exception>
    public async IAsyncEnumerable<DeadLetter> ReadAsync(
        DeadLetterFilter filter, bool includeReplayed = false, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var client = new ClusterClient(_cluster, Group, _logger);
        var ranges = await RangesAsync(client, includeReplayed, cancellation).ConfigureAwait(false);
        using var reader = new DeadLetterReader(client, topic, ranges, _logger);
        while (await reader.NextAsync(cancellation).ConfigureAwait(false) is { } letter)
        {
            if (filter.Takes(letter))
                yield return letter;
        }
    }

    /// <summary>What <see cref="ReplayAsync"/> would do now; nothing is written.</summary>
    /// <exception cref="StreamFaultException">As that.</exception>
    public async Task<DeadLetterReplay> PlanReplayAsync(DeadLetterFilter filter, string? to = null, CancellationToken cancellation = default)
    {
        using var client = new ClusterClient(_cluster, Group, _logger);
        var plan = await PlanAsync(client, filter, to, cancellation).ConfigureAwait(false);
        return plan.Totals;
    }

    /// <summary>
    /// Puts the letters that wait, up to the topic's end as it is now, back where they came from: the same partition, key, value, own headers and timestamp. Each exactly once, however often this
    /// is called and wherever it breaks off: the group's offsets are in the transaction that has the records. A letter that the filter leaves while a later one of its partition goes is
    /// written again at the dead-letter topic's end, in the same transaction.
    /// </summary>
    /// <param name="filter">Which.</param>
    /// <param name="to">A topic to put all of them into, by their keys; null for the topics that they came from.</param>
    /// <param name="cancellation">Ends it between two transactions.</param>
    /// <exception cref="StreamFaultException">A topic or partition is not there, no broker answers, or another replay of the topic took over.</exception>
    public async Task<DeadLetterReplay> ReplayAsync(DeadLetterFilter filter, string? to = null, CancellationToken cancellation = default)
    {
        using var client = new ClusterClient(_cluster, Group, _logger);
        if (await client.AskAsync("asking for the cluster's id", _ => client.IsEmbedded(), cancellation).ConfigureAwait(false))
            throw StreamFaultException.User("an embedded broker drops offsets that are sent in transactions: letters could be put back twice", "replay on a real Kafka");
        using var producer = new DeadLetterProducer(_cluster, Group, topic, _logger);

        // Fences another replay and ends what a dead one left open, before the group is asked.
        await producer.OpenAsync(cancellation).ConfigureAwait(false);
        var plan = await PlanAsync(client, filter, to, cancellation).ConfigureAwait(false);
        using var reader = new DeadLetterReader(client, topic, plan.Ranges, _logger);
        await producer.ReplayAsync(reader, plan, cancellation).ConfigureAwait(false);
        return plan.Totals;
    }

    private async Task<DeadLetterReplayPlan> PlanAsync(ClusterClient client, DeadLetterFilter filter, string? to, CancellationToken cancellation)
    {
        var waiting = await RangesAsync(client, includeReplayed: false, cancellation).ConfigureAwait(false);
        var plan = new DeadLetterReplayPlan(filter, to, waiting);
        using (var reader = new DeadLetterReader(client, topic, waiting, _logger))
        {
            while (await reader.NextAsync(cancellation).ConfigureAwait(false) is { } letter)
                plan.Count(letter);
        }

        foreach (var (target, partitions) in plan.Targets)
        {
            var known = (await client.AskAsync($"asking for topic '{target}'", _ => client.GetTopic(target), cancellation).ConfigureAwait(false)).Partitions.Count;
            plan.SetPartitions(target, known);
            if (partitions > known)
                throw StreamFaultException.User($"letters came from partition {partitions - 1} of topic '{target}', which has {known} partitions now", "--to TOPIC puts them into a topic by their keys");
        }

        return plan;
    }

    private async Task<IReadOnlyDictionary<int, OffsetRange>> RangesAsync(ClusterClient client, bool includeReplayed, CancellationToken cancellation)
    {
        var metadata = await client.AskAsync($"asking for topic '{topic}'", _ => client.GetTopic(topic), cancellation).ConfigureAwait(false);
        var partitions = metadata.Partitions.Select(p => p.PartitionId).ToList();
        var starts = await client.ListOffsetsAsync(topic, partitions, OffsetSpec.Earliest(), cancellation).ConfigureAwait(false);
        var ends = await client.ListOffsetsAsync(topic, partitions, OffsetSpec.Latest(), cancellation).ConfigureAwait(false);
        var done = includeReplayed ? [] : await DoneAsync(client, partitions, cancellation).ConfigureAwait(false);
        return partitions.ToDictionary(p => p, p => new OffsetRange(Math.Max(starts[p], done.GetValueOrDefault(p)), ends[p]));
    }

    private async Task<Dictionary<int, long>> DoneAsync(ClusterClient client, IEnumerable<int> partitions, CancellationToken cancellation)
    {
        var asked = new Confluent.Kafka.ConsumerGroupTopicPartitions(Group, [.. partitions.Select(p => new Confluent.Kafka.TopicPartition(topic, p))]);
        var options = new ListConsumerGroupOffsetsOptions { RequireStableOffsets = true, RequestTimeout = client.Timeout };
        var offsets = await client.AskAdminAsync($"asking for the offsets of group '{Group}'", async admin =>
        {
            var answer = await admin.ListConsumerGroupOffsetsAsync([asked], options).ConfigureAwait(false);
            var failed = answer[0].Partitions.Find(p => p.Error.IsError);
            return failed is null ? answer[0].Partitions : throw new Confluent.Kafka.KafkaException(failed.Error);
        }, cancellation).ConfigureAwait(false);
        return offsets.Where(p => p.Offset.Value >= 0).ToDictionary(p => p.Partition.Value, p => p.Offset.Value);
    }
}
