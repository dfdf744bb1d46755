using Microsoft.Extensions.Logging;

namespace StreamFlow.Hosting;

/// <summary>The log messages of this project; the ids stay.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Job {Job} runs")]
    public static partial void JobStarted(this ILogger logger, string job);

    [LoggerMessage(1002, LogLevel.Information, "Job {Job} has ended")]
    public static partial void JobEnded(this ILogger logger, string job);

    [LoggerMessage(1003, LogLevel.Critical, "Job {Job} failed: {Problem}")]
    public static partial void JobFailed(this ILogger logger, Exception error, string job, string problem);
}
