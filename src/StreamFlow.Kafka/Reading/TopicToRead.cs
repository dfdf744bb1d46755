using StreamFlow.Formats;
using StreamFlow.Kafka.Clusters;

namespace StreamFlow.Kafka.Reading;

/// <summary>What a source's specification says, without its row type.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Cluster">The cluster's settings.</param>
/// <param name="Format">How rows stand in values.</param>
/// <param name="OnDataLoss">What happens when records are gone.</param>
/// <param name="StartFrom">Where a first start begins.</param>
/// <param name="Group">The group that shows the offsets; nobody joins it.</param>
/// <param name="IsCompacted">Whether the topic is declared to be compacted.</param>
internal sealed record TopicToRead(
    string Topic, ClusterSettings Cluster, RecordFormat Format, DataLossPolicy OnDataLoss, OffsetReset StartFrom, string Group, bool IsCompacted = false);
