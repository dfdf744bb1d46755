using Microsoft.Extensions.Logging;
using StreamFlow.Checkpoints.Protocol;

namespace StreamFlow.Engine;

/// <summary>Every message that the engine logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Job}: started as generation {Generation}, next epoch {Epoch}")]
    public static partial void Started(ILogger log, string job, Generation generation, EpochNumber epoch);

    [LoggerMessage(2, LogLevel.Information, "{Job}: replaying epochs {From} to {To}")]
    public static partial void Replaying(ILogger log, string job, EpochNumber from, EpochNumber to);

    [LoggerMessage(3, LogLevel.Warning, "{Job}: {Warning}")]
    public static partial void RecoveryWarning(ILogger log, string job, string warning);

    [LoggerMessage(4, LogLevel.Warning, "{Job}: state of '{Operator}': {Fate}")]
    public static partial void StateChanged(ILogger log, string job, string @operator, OperatorFate fate);

    [LoggerMessage(5, LogLevel.Warning, "{Job}: {Sinks} gets its rows at least once, not exactly once: {Why}")]
    public static partial void OnlyAtLeastOnce(ILogger log, string job, string sinks, string why);

    [LoggerMessage(6, LogLevel.Information, "{Job}: new partition {Partition} begins at offset {Offset}")]
    public static partial void NewPartition(ILogger log, string job, SourcePartition partition, long offset);

    [LoggerMessage(7, LogLevel.Warning, "{Job}: could not ask the source '{Source}' for its end, trying again: {Reason}")]
    public static partial void BoundsFailed(ILogger log, string job, string source, string reason);

    [LoggerMessage(8, LogLevel.Warning, "{Job}: the consumer group's offsets of '{Source}' were not updated: {Reason}")]
    public static partial void MirrorFailed(ILogger log, string job, string source, string reason);

    [LoggerMessage(9, LogLevel.Information, "{Job}: stopped after epoch {Epoch}")]
    public static partial void Stopped(ILogger log, string job, EpochNumber epoch);

    [LoggerMessage(10, LogLevel.Warning, "{Job}: {Partitions} had no row yet and holds back all windows; give WithWatermark an idleAfter if that may stay so")]
    public static partial void HeldBack(ILogger log, string job, string partitions);

    [LoggerMessage(11, LogLevel.Warning, "{Job}: after a failure, taking back what {Sinks} had got failed too: {Reason}")]
    public static partial void AbortFailed(ILogger log, string job, string sinks, string reason);

    [LoggerMessage(12, LogLevel.Warning, "{Job}: {What} did not close: {Reason}")]
    public static partial void CloseFailed(ILogger log, string job, string what, string reason);
}
