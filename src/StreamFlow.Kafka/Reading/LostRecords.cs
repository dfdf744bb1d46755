using Microsoft.Extensions.Logging;

namespace StreamFlow.Kafka.Reading;

/// <summary>Offsets that the broker does not have: by policy the job stops, or the partition goes on at the first record that is there.</summary>
internal sealed class LostRecords(TopicToRead topic, ReaderConsumer consumer, ILogger logger)
{
    /// <returns>Whether the consumer has to fetch it from where it stands now.</returns>
    /// <exception cref="StreamFaultException">The job stops.</exception>
    public bool Handle(FetchedPartition partition)
    {
        var wanted = partition.Fetched;
        var bounds = consumer.GetBounds(partition.Partition);
        var place = $"{topic.Topic}/{partition.Partition}";
        if (wanted > bounds.High.Value)
        {
            throw StreamFaultException.User(
                $"{place} ends at offset {bounds.High.Value}, but the job has read up to {wanted}: the topic was deleted and made again, or has lost records",
                "start the job with a new checkpoint directory, or read another topic");
        }

        // In range after all: the answer came from a replica that lagged behind.
        if (wanted >= bounds.Low.Value)
            return true;
        if (topic.OnDataLoss == DataLossPolicy.Fail)
        {
            throw StreamFaultException.User(
                $"{place}: the records from offset {wanted} on are no longer there, the first is {bounds.Low.Value}: retention removed them before the job read them",
                "set OnDataLoss = DataLossPolicy.Skip at the source to go on without them, or start with a new checkpoint directory; a longer retention.ms keeps it from happening again");
        }

        logger.DataSkipped(topic.Topic, partition.Partition, bounds.Low.Value - wanted, wanted);
        partition.LoseTo(bounds.Low.Value);
        return true;
    }

    /// <summary>A partition that the client does not know: too new for the broker that it asked, or deleted.</summary>
    /// <returns>Whether the consumer has to fetch it from where it stands now.</returns>
    /// <exception cref="StreamFaultException">It is gone.</exception>
    public bool HandleUnknown(FetchedPartition partition)
    {
        try
        {
            consumer.GetBounds(partition.Partition);
            return true;
        }
        catch (StreamFaultException e)
        {
            throw StreamFaultException.User(
                $"{topic.Topic}/{partition.Partition} is gone: it was deleted while the job read it", $"./streamflow topics describe {topic.Topic}", inner: e);
        }
    }
}
