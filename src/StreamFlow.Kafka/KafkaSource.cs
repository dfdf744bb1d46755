using StreamFlow.Connectors;
using StreamFlow.Formats;
using StreamFlow.Formats.Json;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Reading;

namespace StreamFlow.Kafka;

/// <summary>
/// Rows from the records of a topic, up to the last stable offset: records of open or aborted transactions are not seen. Partitions are assigned, never subscribed; new ones are
/// found while the job runs. The group <c>APPLICATION.JOB</c> shows the offsets to lag tools and is never read.
/// </summary>
/// <param name="topic">An existing topic.</param>
public sealed class KafkaSource<T>(string topic) : SourceSpec<T>
    where T : class
{
    /// <summary>The topic.</summary>
    public string Topic => topic;

    public override string Name => topic;

    /// <summary>The cluster; by default the one of the configuration section <c>StreamFlow:Kafka</c>.</summary>
    public KafkaCluster Cluster { get; init; } = KafkaCluster.Default;

    /// <summary>Where a first start begins, unless the run says otherwise (<c>--from</c>). A job with a checkpoint goes on from there. Default: earliest.</summary>
    public OffsetReset StartFrom { get; init; } = OffsetReset.Earliest;

    /// <summary>What happens when records are gone before they were read. Default: fail.</summary>
    public DataLossPolicy OnDataLoss { get; init; }

    /// <summary>
    /// Whether the topic is compacted (<c>cleanup.policy=compact</c>): records may be gone when an epoch is run again, so each epoch's output is stored before the first sink
    /// commits. A topic that is compacted and not declared so is refused. Default false.
    /// </summary>
    public bool Compacted { get; init; }

    public override bool IsReplayable => !Compacted;

    /// <summary>How rows stand in the records' values. Default: JSON.</summary>
    public RecordFormat Format { get; init; } = JsonFormat.Instance;

    public override string Describe() => $"kafka topic {topic}, {Format.Name}{(Compacted ? ", compacted" : "")}{(Cluster == KafkaCluster.Default ? "" : $", cluster {Cluster.Name}")}";

    /// <summary>A topic of the source's cluster; it is made, with one partition, where it does not exist.</summary>
    public override SinkSpec<BadRecord>? DeadLetters(string place) => new KafkaDeadLetters(place) { Cluster = Cluster, CreateTopic = new TopicCreation(Partitions: 1) };

    public override SourceConnection Open(ConnectorContext context)
    {
        var settings = ClusterSettings.From(Cluster, context);
        return new KafkaSourceConnection(new TopicToRead(topic, settings, Format, OnDataLoss, StartFrom, $"{context.Application}.{context.Job}", Compacted), context);
    }
}
