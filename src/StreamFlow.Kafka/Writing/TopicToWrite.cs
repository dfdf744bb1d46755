namespace StreamFlow.Kafka.Writing;

/// <summary>What a sink's specification says of its topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Creation">How to make it; null to require it.</param>
internal sealed record TopicToWrite(string Topic, TopicCreation? Creation);
