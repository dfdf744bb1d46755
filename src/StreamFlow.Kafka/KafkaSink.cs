using System.Linq.Expressions;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Writing;

namespace StreamFlow.Kafka;

/// <summary>
/// Rows as records of a topic, exactly once by Kafka's transactions: readers with <c>isolation.level=read_committed</c> see each epoch's rows once, all or none.
/// All sinks of a job on one cluster share one transaction. The key's partition is Kafka's own (murmur2); records without a key go to the partitions in turn.
/// </summary>
/// <param name="topic">An existing topic, unless <see cref="CreateTopic"/> says how to make it.</param>
public sealed class KafkaSink<T>(string topic) : SinkSpec<T>
    where T : class
{
    /// <summary>The topic.</summary>
    public string Topic => topic;

    public override string Name => topic;

    /// <summary>The cluster; by default the one of the configuration section <c>StreamFlow:Kafka</c>.</summary>
    public KafkaCluster Cluster { get; init; } = KafkaCluster.Default;

    /// <summary>The record's key; null keys are allowed. Without it the row's own <c>[RecordKey]</c> property is the key, if there is one.</summary>
    public Expression<Func<T, object?>>? Key { get; init; }

    /// <summary>The record's timestamp. Without it the row's own <c>[RecordTimestamp]</c> property, if there is one; otherwise the time of sending.</summary>
    public Expression<Func<T, DateTimeOffset>>? Timestamp { get; init; }

    /// <summary>How rows stand in the records' values. Default: JSON.</summary>
    public RecordFormat Format { get; init; } = JsonFormat.Instance;

    /// <summary>How to make the topic if it does not exist. Default: null, a topic that does not exist is an error.</summary>
    public TopicCreation? CreateTopic { get; init; }

    public override IReadOnlyList<ExtraColumn> ExtraColumns
    {
        get
        {
            var columns = new List<ExtraColumn>(2);
            if (Key is not null)
                columns.Add(new ExtraColumn("$key", Key, RecordPart.Key));
            if (Timestamp is not null)
                columns.Add(new ExtraColumn("$timestamp", Timestamp, RecordPart.Timestamp));
            return columns;
        }
    }

    public override string CommitGroup => $"kafka:{Cluster.Name}";

    public override string Describe() =>
        $"kafka topic {topic}, {Format.Name}{(Key is null ? "" : $", key {Key.Body}")}{(Timestamp is null ? "" : $", timestamp {Timestamp.Body}")}"
        + (Cluster == KafkaCluster.Default ? "" : $", cluster {Cluster.Name}");

    public override void Check(RowSchema schema)
    {
        _ = RecordParts.Of(schema);
        _ = Format.CreateEncoder(schema);
    }

    public override SinkCommitter OpenCommitter(ConnectorContext context) =>
        new KafkaCommitter(ClusterSettings.From(Cluster, context), new TopicToWrite(topic, CreateTopic), context);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) =>
        new KafkaWriter((KafkaCommitter)committer, new TopicToWrite(topic, CreateTopic), new RowEncoder(schema, Format.CreateEncoder(schema)));
}
