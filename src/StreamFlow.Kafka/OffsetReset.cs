using Confluent.Kafka.Admin;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka;

/// <summary>Where a topic is read from when there is no checkpoint yet, or where a group is set to.</summary>
public abstract record OffsetReset
{
    private OffsetReset()
    {
    }

    /// <summary>From the first record that is still there.</summary>
    public static OffsetReset Earliest { get; } = new Bound(true);

    /// <summary>Only what comes from now on.</summary>
    public static OffsetReset Latest { get; } = new Bound(false);

    /// <summary>From the first record of each partition whose timestamp is this or later; from the end where there is none.</summary>
    public static OffsetReset FromTimestamp(DateTimeOffset timestamp) => new Timestamp(timestamp);

    /// <summary>From these offsets, partition → offset; partitions that are not named begin at their first.</summary>
    public static OffsetReset Offsets(IReadOnlyDictionary<int, long> offsets) => new Given(offsets);

    internal abstract Task<Dictionary<int, long>> ResolveAsync(ClusterClient client, string topic, IReadOnlyCollection<int> partitions, CancellationToken cancellation);

    private sealed record Bound(bool IsEarliest) : OffsetReset
    {
        internal override Task<Dictionary<int, long>> ResolveAsync(
            ClusterClient client, string topic, IReadOnlyCollection<int> partitions, CancellationToken cancellation) =>
            client.ListOffsetsAsync(topic, partitions, IsEarliest ? OffsetSpec.Earliest() : OffsetSpec.Latest(), cancellation);

        public override string ToString() => IsEarliest ? "earliest" : "latest";
    }

    private sealed record Timestamp(DateTimeOffset From) : OffsetReset
    {
        internal override async Task<Dictionary<int, long>> ResolveAsync(
            ClusterClient client, string topic, IReadOnlyCollection<int> partitions, CancellationToken cancellation)
        {
            var found = await client.ListOffsetsAsync(topic, partitions, OffsetSpec.ForTimestamp(From.ToUnixTimeMilliseconds()), cancellation).ConfigureAwait(false);
            var ends = await client.ListOffsetsAsync(topic, partitions, OffsetSpec.Latest(), cancellation).ConfigureAwait(false);
            return partitions.ToDictionary(p => p, p => found[p] >= 0 ? found[p] : ends[p]);
        }

        public override string ToString() => $"timestamp {From:O}";
    }

    private sealed record Given(IReadOnlyDictionary<int, long> Starts) : OffsetReset
    {
        internal override async Task<Dictionary<int, long>> ResolveAsync(
            ClusterClient client, string topic, IReadOnlyCollection<int> partitions, CancellationToken cancellation)
        {
            foreach (var (partition, offset) in Starts)
            {
                if (!partitions.Contains(partition) || offset < 0)
                    throw StreamFaultException.User($"topic '{topic}' has no offset {offset} of partition {partition}", $"its partitions are 0 to {partitions.Count - 1}");
            }

            var offsets = await client.ListOffsetsAsync(topic, partitions, OffsetSpec.Earliest(), cancellation).ConfigureAwait(false);
            foreach (var (partition, offset) in Starts)
                offsets[partition] = offset;
            return offsets;
        }

        public override string ToString() => $"offsets {string.Join(',', Starts.OrderBy(o => o.Key).Select(o => $"{o.Key}:{o.Value}"))}";
    }
}
