using Microsoft.Extensions.Logging;

namespace StreamFlow.Postgres;

/// <summary>Every log message of this project.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "{name}: {doing} failed and is tried again, try {attempt} ({reason})")]
    internal static partial void TryingAgain(this ILogger logger, string name, string doing, int attempt, string reason);

    [LoggerMessage(5002, LogLevel.Information, "{name}: epoch {epoch} was committed although the answer was lost")]
    internal static partial void WasCommitted(this ILogger logger, string name, EpochNumber epoch);

    [LoggerMessage(5003, LogLevel.Information, "{name}: {rows} rows of epoch {epoch} are sent again")]
    internal static partial void SendingAgain(this ILogger logger, string name, EpochNumber epoch, long rows);

    [LoggerMessage(5004, LogLevel.Warning, "{name}: session {pid} of an older instance holds the job's row and is ended")]
    internal static partial void EndingHolder(this ILogger logger, string name, int pid);

    [LoggerMessage(5005, LogLevel.Information, "created table {table}")]
    internal static partial void TableCreated(this ILogger logger, string table);
}
