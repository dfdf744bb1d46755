using StreamFlow.Connectors;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Writing;

namespace StreamFlow.Kafka;

/// <summary>
/// A dead-letter topic: bad records as records again, with their own key, value and headers, and behind these headers that say where they came from and why they are here:
/// <c>streamflow.topic</c>, <c>.partition</c>, <c>.offset</c>, <c>.timestamp</c> (ISO 8601), <c>.column</c> (where one is at fault), <c>.reason</c> and <c>.job</c>. They go in the transaction of the
/// job's other Kafka sinks. <c>./streamflow dead-letters</c> lists them, shows them and puts them back.
/// <para>A dead letter's timestamp is the time when it was put aside, so that retention counts from then.</para>
/// </summary>
/// <param name="topic">An existing topic, unless <see cref="CreateTopic"/> says how to make it.</param>
public sealed class KafkaDeadLetters(string topic) : SinkSpec<BadRecord>
{
    /// <summary>The topic.</summary>
    public string Topic => topic;

    public override string Name => topic;

    /// <summary>The cluster; by default the one of the configuration section <c>StreamFlow:Kafka</c>.</summary>
    public KafkaCluster Cluster { get; init; } = KafkaCluster.Default;

    /// <summary>How to make the topic if it does not exist. Default: null, a topic that does not exist is an error.</summary>
    public TopicCreation? CreateTopic { get; init; }

    public override string CommitGroup => $"kafka:{Cluster.Name}";

    public override string Describe() => $"dead letters to kafka topic {topic}{(Cluster == KafkaCluster.Default ? "" : $", cluster {Cluster.Name}")}";

    public override SinkCommitter OpenCommitter(ConnectorContext context) =>
        new KafkaCommitter(ClusterSettings.From(Cluster, context), new TopicToWrite(topic, CreateTopic), context);

    public override SinkWriter OpenWriter(SinkCommitter committer, Data.RowSchema schema) =>
        new KafkaWriter((KafkaCommitter)committer, new TopicToWrite(topic, CreateTopic), new DeadLetterEncoder(((KafkaCommitter)committer).Job));
}
