using Microsoft.Extensions.Logging;

namespace StreamFlow.Kafka;

/// <summary>Every log message of this project.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Debug, "kafka client: {reason}")]
    internal static partial void ClientError(this ILogger logger, string reason);

    [LoggerMessage(3002, LogLevel.Warning, "kafka client {facility}: {message}")]
    internal static partial void ClientWarning(this ILogger logger, string facility, string message);

    [LoggerMessage(3003, LogLevel.Debug, "kafka client {facility}: {message}")]
    internal static partial void ClientMessage(this ILogger logger, string facility, string message);

    [LoggerMessage(3004, LogLevel.Warning, "offsets of group {group} were not mirrored; nothing but lag tools reads them: {reason}")]
    internal static partial void MirrorFailed(this ILogger logger, string group, string reason);

    [LoggerMessage(3005, LogLevel.Warning, "{topic}/{partition}: {records} offsets from {offset} on are no longer there (retention) and are skipped")]
    internal static partial void DataSkipped(this ILogger logger, string topic, int partition, long records, long offset);

    [LoggerMessage(3006, LogLevel.Warning, "{group}: the outcome of epoch {epoch}'s commit is not known ({reason}); asking the marker")]
    internal static partial void AskingMarker(this ILogger logger, string group, EpochNumber epoch, string reason);

    [LoggerMessage(3007, LogLevel.Information, "{group}: epoch {epoch} {outcome}")]
    internal static partial void CommitResolved(this ILogger logger, string group, EpochNumber epoch, string outcome);

    [LoggerMessage(3008, LogLevel.Information, "created topic {topic} with {partitions} partitions")]
    internal static partial void TopicCreated(this ILogger logger, string topic, int partitions);

    [LoggerMessage(3009, LogLevel.Debug, "whether topic {topic} is compacted is not known: {reason}")]
    internal static partial void PolicyUnknown(this ILogger logger, string topic, string reason);
}
