using System.Globalization;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;

namespace StreamFlow.Cli.Settings;

/// <summary>Where to begin in a topic, as people type it.</summary>
internal static class StartOffsets
{
    public const string Help = "earliest, latest, an offset, PARTITION:OFFSET,…, or a time such as 2026-01-31T12:00Z";

    /// <exception cref="UsageException">It is none of these.</exception>
    public static async Task<OffsetReset> ParseAsync(string text, KafkaTarget target, string topic, CancellationToken cancellation)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return Parse(text);

        // One offset for all partitions: which there are, the topic knows.
        using var admin = new KafkaAdmin(target.Settings);
        var description = await admin.DescribeTopicAsync(topic, cancellation).ConfigureAwait(false);
        return OffsetReset.Offsets(description.Partitions.ToDictionary(p => p.Partition, p => Math.Clamp(offset, p.Earliest, p.End)));
    }

    internal static OffsetReset Parse(string text) => text switch
    {
        "earliest" => OffsetReset.Earliest,
        "latest" => OffsetReset.Latest,
        _ when TryOffsets(text) is { } offsets => OffsetReset.Offsets(offsets),
        _ when TimeText.TryParse(text, out var time) => OffsetReset.FromTimestamp(time),
        _ => throw new UsageException($"'{text}' is no place in a topic", "give " + Help),
    };

    private static Dictionary<int, long>? TryOffsets(string text)
    {
        var offsets = new Dictionary<int, long>();
        foreach (var part in text.Split(','))
        {
            if (part.Split(':') is not [var partition, var offset]
                || !int.TryParse(partition, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
                || !long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var o))
            {
                return null;
            }

            offsets[p] = o;
        }

        return offsets;
    }
}
