using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace StreamFlow.Kafka.Clusters;

/// <summary>
/// Errors that pass by themselves while a question is asked again: the coordinator of a group is being made (on a new cluster the first question makes its topic), moves or
/// loads, or the transaction before is still being ended; a partition is so new that its leader does not know yet that it is, or its leader moves. The client library retries some of them, and not for every request.
/// </summary>
internal static class PassingErrors
{
    public static bool IsPassing(KafkaException exception) => IsPassing(exception.Error.Code) || exception switch
    {
        ListConsumerGroupOffsetsException e => e.Results.TrueForAll(group => Passes(group.Error, group.Partitions)),
        AlterConsumerGroupOffsetsException e => e.Results.TrueForAll(group => Passes(group.Error, group.Partitions)),
        DescribeConsumerGroupsException e => e.Results.ConsumerGroupDescriptions.TrueForAll(group => Passes(group.Error, [])),
        ListOffsetsException e => e.Result.ResultInfos.TrueForAll(found => found.TopicPartitionOffsetError.Error is var error && (!error.IsError || IsPassingOfLeader(error.Code))),
        TopicPartitionOffsetException e => Passes(e.Error, e.Results),
        _ => false,
    };

    public static bool IsPassing(ErrorCode code) => code is ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress
        or ErrorCode.UnstableOffsetCommit;

    /// <summary>The topic was found before: a leader that does not know it has not heard of it yet.</summary>
    private static bool IsPassingOfLeader(ErrorCode code) => code is ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.UnknownTopicOrPart
        or ErrorCode.FencedLeaderEpoch or ErrorCode.UnknownLeaderEpoch or ErrorCode.OffsetNotAvailable;

    /// <summary>Nothing but what passes went wrong.</summary>
    private static bool Passes(Error group, List<TopicPartitionOffsetError> partitions) =>
        group.Code is var code && (code is ErrorCode.NoError or ErrorCode.Local_Partial || IsPassing(code))
        && partitions.TrueForAll(partition => !partition.Error.IsError || IsPassing(partition.Error.Code));
}
