using Confluent.Kafka;
using StreamFlow.Kafka.Clusters;
using StreamFlow.Kafka.Native;

namespace StreamFlow.Kafka.Writing;

/// <summary>What can go wrong when rows go to Kafka.</summary>
internal static class SinkFaults
{
    public static StreamFaultException TakenOver(string name, string? reason = null) => StreamFaultException.User(
        $"another instance of the job has taken over: this one may not write to Kafka any more ({name}{(reason is null ? "" : $": {reason}")})",
        "run one instance of a job at a time; a second environment on the same cluster needs an application name of its own");

    /// <summary>A coordinator refuses an instance whose transaction it has ended in the same words as one that has a successor.</summary>
    public static StreamFaultException StoodStill(string name, TimeSpan timeout) => StreamFaultException.External(
        $"Kafka has ended the transaction of this instance ({name}): it stood still for longer than transaction.timeout.ms, {timeout.TotalSeconds:0.#} s, or another instance started at the same moment",
        "start the job again: it goes on where it stopped; where it may stand still for longer (a machine that sleeps), raise transaction.timeout.ms in StreamFlow:Kafka");

    /// <summary>Errors that the same rows will meet again, however often they are sent.</summary>
    public static bool IsLasting(ErrorCode code) => code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsg or ErrorCode.InvalidRecord or ErrorCode.TopicAuthorizationFailed
        or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed or ErrorCode.UnknownTopicOrPart
        or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition or ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed
        or ErrorCode.InvalidTransactionTimeout or ErrorCode.UnsupportedVersion or ErrorCode.Local_UnsupportedFeature;

    public static StreamFaultException From(NativeError error, ClusterSettings cluster, TimeSpan waited, string? lastError) => error.Code switch
    {
        ErrorCode.MsgSizeTooLarge => StreamFaultException.User(
            $"Kafka refuses a record as too large: {error.Reason}", "raise the topic's max.message.bytes, and message.max.bytes in StreamFlow:Kafka"),
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition => StreamFaultException.User(
            "an output topic is gone: it was deleted while the job wrote to it", "./streamflow topics create TOPIC --partitions N"),
        ErrorCode.InvalidTransactionTimeout => StreamFaultException.User(
            "transaction.timeout.ms is larger than the broker's transaction.max.timeout.ms", "lower it in StreamFlow:Kafka"),
        _ => KafkaFaults.From(new Error(error.Code, error.Reason), cluster, "writing", waited, lastError),
    };
}
