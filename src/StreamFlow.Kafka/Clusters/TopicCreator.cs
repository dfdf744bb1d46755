using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace StreamFlow.Kafka.Clusters;

/// <summary>Makes topics.</summary>
internal static class TopicCreator
{
    /// <exception cref="StreamFaultException">It exists already, or the cluster refuses it.</exception>
    public static async Task CreateTopicAsync(this ClusterClient client, TopicCreation creation, string topic, CancellationToken cancellation)
    {
        var specification = new TopicSpecification
        {
            Name = topic,
            NumPartitions = creation.Partitions,
            ReplicationFactor = (short)(creation.Replication ?? -1),
            Configs = creation.Settings.ToDictionary(),
        };
        try
        {
            await client.AskAdminAsync($"creating topic '{topic}'", async admin =>
            {
                await admin.CreateTopicsAsync([specification], new CreateTopicsOptions { RequestTimeout = client.Timeout, OperationTimeout = client.Timeout }).ConfigureAwait(false);
                return true;
            }, cancellation).ConfigureAwait(false);
        }
        catch (StreamFaultException e) when (e.InnerException is CreateTopicsException { Results: [var result] })
        {
            throw result.Error.Code == ErrorCode.TopicAlreadyExists
                ? StreamFaultException.User($"topic '{topic}' exists already", $"./streamflow topics describe {topic}", inner: e)
                : StreamFaultException.User($"topic '{topic}' cannot be made: {result.Error.Reason}", inner: e);
        }
    }

    /// <summary>A new topic takes a moment until it has leaders and every broker knows it.</summary>
    public static async Task WaitForTopicAsync(this ClusterClient client, string topic, CancellationToken cancellation)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            var found = await client.AskAsync($"waiting for topic '{topic}'", _ => client.FindTopic(topic), cancellation).ConfigureAwait(false);
            if (found is not null && found.Partitions.Count > 0 && found.Partitions.TrueForAll(p => p.Leader >= 0))
                return;
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > client.Timeout)
                throw StreamFaultException.External($"topic '{topic}' was made, but has no leaders yet", $"./streamflow topics describe {topic}", canRetry: true);
            await Task.Delay(ClusterClient.RetryTime, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }
}
