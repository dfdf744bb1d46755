using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace StreamFlow.Integration.Pipelines;

/// <summary>A committed record, read by a plain Kafka client.</summary>
internal sealed record TopicRecord(int Partition, long Offset, string? Key, string Value)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>All committed records. Waits until no transaction is open any more: the broker tells partitions of an end after it has told the producer.</summary>
    public static async Task<List<TopicRecord>> ReadAllAsync(string bootstrapServers, string topic)
    {
        var ends = await EndsAsync(bootstrapServers, topic);
        return await Task.Run(() => Read(bootstrapServers, topic, ends));
    }

    /// <summary>The partitions' ends, open transactions included.</summary>
    public static async Task<Dictionary<int, long>> EndsAsync(string bootstrapServers, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = bootstrapServers }).Build();
        var partitions = admin.GetMetadata(topic, Patience).Topics.Single().Partitions.Select(partition => new TopicPartition(topic, partition.PartitionId));
        var answer = await admin.ListOffsetsAsync(
            partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = OffsetSpec.Latest() }),
            new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadUncommitted, RequestTimeout = Patience });
        return answer.ResultInfos.ToDictionary(info => info.TopicPartitionOffsetError.Partition.Value, info => info.TopicPartitionOffsetError.Offset.Value);
    }

    private static List<TopicRecord> Read(string bootstrapServers, string topic, Dictionary<int, long> ends)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "oracle",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
            FetchWaitMaxMs = 50,
        };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]>(config).Build();
        consumer.Assign(ends.Keys.Select(partition => new TopicPartitionOffset(topic, partition, Confluent.Kafka.Offset.Beginning)));
        var records = new List<TopicRecord>();
        var open = ends.Where(end => end.Value > 0).ToDictionary();
        var started = Stopwatch.GetTimestamp();
        while (open.Count > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"{topic} is not readable to its ends: {string.Join(", ", open)}");
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is not { } result)
                continue;
            if (result.IsPartitionEOF)
            {
                if (result.Offset.Value >= ends[result.Partition.Value])
                    open.Remove(result.Partition.Value);
                continue;
            }

            records.Add(new TopicRecord(
                result.Partition.Value, result.Offset.Value, result.Message.Key is { } key ? Encoding.UTF8.GetString(key) : null, Encoding.UTF8.GetString(result.Message.Value)));
        }

        return records;
    }
}
