using System.Globalization;

namespace StreamFlow.Kafka.Reading;

/// <summary>The settings of a reader's consumer.</summary>
internal static class ReaderSettings
{
    public static Dictionary<string, string> For(TopicToRead topic, long bufferBytesMax) => topic.Cluster.With(
        new Dictionary<string, string>
        {
            // Once its queue is full, fetching rests for this long: at the default of a second a fast reader starves.
            ["fetch.queue.backoff.ms"] = "10",
            ["fetch.error.backoff.ms"] = "50",
            ["queued.max.messages.kbytes"] = Math.Clamp(bufferBytesMax >> 10, 1024, 2_097_151).ToString(CultureInfo.InvariantCulture),
            ["reconnect.backoff.ms"] = "50",
            ["reconnect.backoff.max.ms"] = "1000",
            ["log.connection.close"] = "false",
        },
        new Dictionary<string, string>
        {
            ["group.id"] = topic.Group,
            ["enable.auto.commit"] = "false",
            ["enable.auto.offset.store"] = "false",
            // Aborted rows must not be read, and the end is the last stable offset.
            ["isolation.level"] = "read_committed",
            // Moves a partition over transaction markers and aborted records at its end.
            ["enable.partition.eof"] = "true",
            // Offsets that are gone must come up, not turn into others.
            ["auto.offset.reset"] = "error",
            ["allow.auto.create.topics"] = "false",
        });
}
