using StreamFlow.Cli.Jobs;
using StreamFlow.Kafka.Embedded;

namespace StreamFlow.Cli.Running;

/// <summary>The topics that jobs declare in their <c>demo.json</c>, on an embedded broker.</summary>
internal static class DemoTopics
{
    /// <returns>What was created, for people.</returns>
    public static IReadOnlyList<string> CreateAll(EmbeddedBroker broker, JobCatalog catalog) =>
        Create(broker, catalog.Jobs.SelectMany(job => JobDemo.Of(job).Topics));

    /// <inheritdoc cref="CreateAll"/>
    public static IReadOnlyList<string> Create(EmbeddedBroker broker, IEnumerable<KeyValuePair<string, int>> topics)
    {
        // Several jobs may share a topic: the most partitions that one of them asks for.
        var wanted = topics.GroupBy(topic => topic.Key).OrderBy(topic => topic.Key, StringComparer.Ordinal)
            .Select(topic => (Name: topic.Key, Partitions: topic.Max(one => one.Value))).ToList();
        foreach (var (name, partitions) in wanted)
            broker.CreateTopic(name, partitions);
        return [.. wanted.Select(topic => $"{topic.Name} ({topic.Partitions} partition{(topic.Partitions == 1 ? "" : "s")})")];
    }
}
