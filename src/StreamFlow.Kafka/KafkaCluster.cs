using System.Text;

namespace StreamFlow.Kafka;

/// <summary>
/// A Kafka cluster by name, with client settings. Its settings are those of the configuration section, then those given here: <c>StreamFlow:Kafka</c> for the default
/// cluster, <c>StreamFlow:Kafka:NAME</c> for another. Every setting of the Kafka client can be given.
/// </summary>
/// <param name="Name">The name in the configuration, in plans and in transactional ids.</param>
public sealed record KafkaCluster(string Name)
{
    /// <summary>The cluster of the section <c>StreamFlow:Kafka</c>.</summary>
    public static KafkaCluster Default { get; } = new("default");

    /// <summary>Client settings by librdkafka's names, such as <c>bootstrap.servers</c>. Never printed: some are secret.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    internal string Section => this == Default || Name == Default.Name ? "Kafka" : $"Kafka:{Name}";

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Name = ").Append(Name);
        return true;
    }
}
