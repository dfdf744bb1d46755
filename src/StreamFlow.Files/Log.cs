using Microsoft.Extensions.Logging;

namespace StreamFlow.Files;

/// <summary>Every log message of this project.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "{path} is not there yet: waiting for it")]
    internal static partial void LogMissing(ILogger log, string path);

    [LoggerMessage(5002, LogLevel.Information, "{path}: goes on with the file {name} at offset {offset}")]
    internal static partial void LogBegun(ILogger log, string path, string name, long offset);

    [LoggerMessage(5003, LogLevel.Information, "{path} was emptied at {bytes} bytes: what it holds now is new")]
    internal static partial void LogTruncated(ILogger log, string path, long bytes);

    [LoggerMessage(5004, LogLevel.Warning, "the file that was {name} is gone: what it held behind byte {bytes} (offset {offset}) is skipped")]
    internal static partial void LogGone(ILogger log, string name, long bytes, long offset);

    [LoggerMessage(5005, LogLevel.Warning, "{name}: bytes {from} to {to} are gone and are skipped (offsets {first} to {end})")]
    internal static partial void BytesSkipped(ILogger log, string name, long from, long to, long first, long end);

    [LoggerMessage(5006, LogLevel.Information, "{directory}: {files} new files, {bytes} bytes")]
    internal static partial void FilesFound(ILogger log, string directory, int files, long bytes);

    [LoggerMessage(5007, LogLevel.Warning, "the directory {directory} is not there yet: waiting for it")]
    internal static partial void DirectoryMissing(ILogger log, string directory);
}
