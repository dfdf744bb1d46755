using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Output;

/// <summary>Where a job stands in a partition of a source.</summary>
/// <param name="Partition">The source (for Kafka the topic, unless the job gives it a name of its own) and the partition.</param>
/// <param name="Mirrored">The offset that the job's consumer group shows; null where it shows none.</param>
/// <param name="Logged">The offset at which the log's last epoch ends; null where the log does not say it.</param>
/// <param name="End">The partition's last stable offset; null for a source that is no topic.</param>
internal sealed record JobLag(SourcePartition Partition, long? Mirrored, long? Logged, long? End)
{
    /// <summary>By what was committed: the log where there is one, else the mirror.</summary>
    public long? Lag => End is { } end && (Logged ?? Mirrored) is { } at ? Math.Max(0, end - at) : null;

    /// <summary>Puts the mirror beside the log, and asks for the ends of the partitions that only the log has.</summary>
    public static async Task<IReadOnlyList<JobLag>> OfAsync(
        KafkaAdmin admin, IReadOnlyList<GroupLag> mirrored, IReadOnlyDictionary<SourcePartition, long> logged, CancellationToken cancellation)
    {
        var mirror = mirrored.ToDictionary(one => new SourcePartition(one.Topic, one.Partition));
        var ends = mirror.ToDictionary(one => one.Key, one => one.Value.End);
        var unknown = logged.Keys.Where(partition => !mirror.ContainsKey(partition)).Select(partition => partition.Source).ToHashSet(StringComparer.Ordinal);
        if (unknown.Count > 0)
        {
            foreach (var topic in (await admin.ListTopicsAsync(cancellation: cancellation).ConfigureAwait(false)).Where(topic => unknown.Contains(topic.Name)))
            {
                foreach (var partition in (await admin.DescribeTopicAsync(topic.Name, cancellation).ConfigureAwait(false)).Partitions)
                    ends[new SourcePartition(topic.Name, partition.Partition)] = partition.End;
            }
        }

        return
        [
            .. mirror.Keys.Concat(logged.Keys).Distinct().Order().Select(partition => new JobLag(
                partition,
                mirror.TryGetValue(partition, out var shown) ? shown.Committed : null,
                logged.TryGetValue(partition, out var offset) ? offset : null,
                ends.TryGetValue(partition, out var end) ? end : null)),
        ];
    }
}
