using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.Writing;

/// <summary>The settings of a sink's producer.</summary>
internal static class ProducerSettings
{
    /// <param name="cluster">The cluster.</param>
    /// <param name="transactionalId">Null for a producer without transactions.</param>
    public static Dictionary<string, string> For(ClusterSettings cluster, string? transactionalId)
    {
        var required = new Dictionary<string, string>
        {
            ["enable.idempotence"] = "true",
            ["acks"] = "all",
            ["delivery.report.only.error"] = "true",
            ["allow.auto.create.topics"] = "false",
        };
        if (transactionalId is not null)
            required["transactional.id"] = transactionalId;
        return cluster.With(
            new Dictionary<string, string>
            {
                // Every transaction that follows another one closely is put off once by the broker: at the default of 100 ms that is what a commit takes.
                ["retry.backoff.ms"] = "3",
                ["retry.backoff.max.ms"] = "10",
                // Rows come in whole batches, so waiting for more only delays: at librdkafka's 5 ms a small epoch takes 15 ms instead of 6.
                ["linger.ms"] = "1",
                ["reconnect.backoff.ms"] = "50",
                ["reconnect.backoff.max.ms"] = "1000",
                ["log.connection.close"] = "false",
            },
            required);
    }
}
