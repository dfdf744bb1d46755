using System.Diagnostics;
using System.Text;
using Confluent.Kafka;
using StreamFlow.Integration.Pipelines;

namespace StreamFlow.Integration.DeadLetters;

/// <summary>A record with everything that it has, as text, read and written by a plain Kafka client.</summary>
internal sealed record WholeRecord(int Partition, long Offset, long TimestampMs, string? Key, string? Value, string Headers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What makes it this record, wherever it stands.</summary>
    public (string? Key, string? Value, string Headers, long TimestampMs) Content => (Key, Value, Headers, TimestampMs);

    /// <summary>The values of its headers that are StreamFlow's.</summary>
    public Dictionary<string, string> Ours { get; init; } = [];

    /// <summary>A record with one header, or with none of the name.</summary>
    public static Message<byte[]?, byte[]?> Message(string? key, string? value, long timestampMs, params (string Name, string? Value)[] headers)
    {
        var message = new Message<byte[]?, byte[]?> { Key = Bytes(key), Value = Bytes(value), Timestamp = new Timestamp(timestampMs, TimestampType.CreateTime), Headers = [] };
        foreach (var (name, text) in headers)
            message.Headers.Add(name, Bytes(text));
        return message;
    }

    /// <summary>Writes records, each to its partition, in order.</summary>
    public static void Write(string bootstrapServers, string topic, IEnumerable<(int Partition, Message<byte[]?, byte[]?> Message)> records)
    {
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = bootstrapServers, EnableIdempotence = true, LingerMs = 5, QueueBufferingMaxMessages = 1_000_000 }).Build();
        foreach (var (partition, message) in records)
            producer.Produce(new TopicPartition(topic, partition), message, report => Assert.False(report.Error.IsError, report.Error.Reason));
        producer.Flush(Patience);
    }

    /// <summary>All committed records, up to the ends as they are now.</summary>
    public static async Task<List<WholeRecord>> ReadAllAsync(string bootstrapServers, string topic)
    {
        var ends = await TopicRecord.EndsAsync(bootstrapServers, topic);
        return await Task.Run(() => Read(bootstrapServers, topic, ends));
    }

    private static List<WholeRecord> Read(string bootstrapServers, string topic, Dictionary<int, long> ends)
    {
        var config = new ConsumerConfig { BootstrapServers = bootstrapServers, GroupId = "oracle", EnableAutoCommit = false, EnablePartitionEof = true, IsolationLevel = IsolationLevel.ReadCommitted, FetchWaitMaxMs = 50 };
        using var consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).Build();
        consumer.Assign(ends.Keys.Select(partition => new TopicPartitionOffset(topic, partition, Confluent.Kafka.Offset.Beginning)));
        var records = new List<WholeRecord>();
        var open = ends.Where(end => end.Value > 0).ToDictionary();
        var started = Stopwatch.GetTimestamp();
        while (open.Count > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"{topic} is not readable to its ends: {string.Join(", ", open)}");
            if (consumer.Consume(TimeSpan.FromMilliseconds(100)) is not { } result)
                continue;
            if (!result.IsPartitionEOF)
                records.Add(Of(result));
            else if (result.Offset.Value >= ends[result.Partition.Value])
                open.Remove(result.Partition.Value);
        }

        return records;
    }

    private static WholeRecord Of(ConsumeResult<byte[]?, byte[]?> result)
    {
        var headers = result.Message.Headers.Select(header => (Name: header.Key, Value: header.GetValueBytes())).ToList();
        return new WholeRecord(
            result.Partition.Value,
            result.Offset.Value,
            result.Message.Timestamp.UnixTimestampMs,
            Text(result.Message.Key),
            Text(result.Message.Value),
            string.Join(';', headers.Where(header => !header.Name.StartsWith("streamflow.", StringComparison.Ordinal)).Select(header => $"{header.Name}={Text(header.Value) ?? "null"}")))
        {
            Ours = headers.Where(header => header.Name.StartsWith("streamflow.", StringComparison.Ordinal)).ToDictionary(header => header.Name["streamflow.".Length..], header => Text(header.Value)!),
        };
    }

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
