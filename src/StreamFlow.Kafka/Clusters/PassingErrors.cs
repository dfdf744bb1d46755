using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace StreamFlow.Kafka.Clusters;

/// <summary>
/// Errors that pass by themselves while a question is asked again: the coordinator of a group is being made (on a new cluster the first question makes its topic), moves or
/// loads, or the transaction before is still being ended. The client library retries some of them, and not for every request.
/// </summary>
internal static class PassingErrors
{
    public static bool IsPassing(KafkaException exception) => IsPassing(exception.Error.Code) || exception switch
    {
        ListConsumerGroupOffsetsException e => e.Results.TrueForAll(group => Passes(group.Error, group.Partitions)),
        AlterConsumerGroupOffsetsException e => e.Results.TrueForAll(group => Passes(group.Error, group.Partitions)),
        DescribeConsumerGroupsException e => e.Results.ConsumerGroupDescriptions.TrueForAll(group => Passes(group.Error, [])),
        TopicPartitionOffsetException e => Passes(e.Error, e.Results),
        _ => false,
    };

    public static bool IsPassing(ErrorCode code) => code is ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress
        or ErrorCode.UnstableOffsetCommit;

    /// <summary>Nothing but what passes went wrong.</summary>
    private static bool Passes(Error group, List<TopicPartitionOffsetError> partitions) =>
        group.Code is var code && (code is ErrorCode.NoError or ErrorCode.Local_Partial || IsPassing(code))
        && partitions.TrueForAll(partition => !partition.Error.IsError || IsPassing(partition.Error.Code));
}
