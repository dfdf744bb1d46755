using Confluent.Kafka;

namespace StreamFlow.Kafka.Clusters;

/// <summary>Kafka's errors, in words for the person who runs the job.</summary>
internal static class KafkaFaults
{
    internal static StreamFaultException Unreachable(ClusterSettings cluster, TimeSpan waited, string? lastError, Exception? inner = null) =>
        StreamFaultException.External(
            $"no Kafka broker answers at {cluster.BootstrapServers} (waited {waited.TotalSeconds:0.#} s{(lastError is null ? "" : $"; last: {lastError}")})",
            "check that the broker runs, that host and port are right (--bootstrap-servers, StreamFlow:Kafka:bootstrap.servers), and the security settings (security.protocol, sasl.*)",
            canRetry: true, inner: inner);

    internal static StreamFaultException UnknownTopic(string topic, ClusterSettings cluster, int partitions = 4) =>
        StreamFaultException.User(
            $"Kafka at {cluster.BootstrapServers} has no topic '{topic}'",
            $"./streamflow topics create {topic} --partitions {partitions} --bootstrap-servers {cluster.BootstrapServers}");

    internal static StreamFaultException From(Error error, ClusterSettings cluster, string doing, TimeSpan waited, string? lastError, Exception? inner = null) => error.Code switch
    {
        ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_TimedOut or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOutQueue
            or ErrorCode.NetworkException => Unreachable(cluster, waited, lastError ?? error.Reason, inner),
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed or ErrorCode.Local_Ssl => StreamFaultException.User(
            $"Kafka at {cluster.BootstrapServers} refuses the login while {doing}: {error.Reason}",
            "check security.protocol, sasl.mechanism, sasl.username, sasl.password and ssl.* of StreamFlow:Kafka; a password belongs into the environment (StreamFlow__Kafka__sasl_password) or the user secrets",
            inner: inner),
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed =>
            StreamFaultException.User($"Kafka at {cluster.BootstrapServers} does not allow {doing}: {error.Reason}", "give the client's user the right (ACL)", inner: inner),
        _ => StreamFaultException.External($"Kafka at {cluster.BootstrapServers} failed while {doing}: {error.Reason} ({error.Code})", canRetry: true, inner: inner),
    };
}
