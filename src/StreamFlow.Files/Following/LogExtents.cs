using Microsoft.Extensions.Logging;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>The files of a log, for its readers.</summary>
internal sealed class LogExtents(string path, FilesToRead files, LogHistory history, ILogger log) : ExtentMap
{
    public override FileExtent Find(int partition, long offset) =>
        history.Find(offset) is { } piece && offset < piece.End ? piece : throw JournalFields.NotExplained(files.Source, partition, offset, history.Current?.Base ?? 0);

    public override long TimestampAt(FileExtent extent, long offset, out long until) => history.TimestampAt(offset, out until);

    public override FileContent? TryOpen(FileExtent extent, long length) => new LogFolder(path).Find((LogPiece)extent, length)?.Content;

    public override bool IsStill(FileExtent extent, FileContent content) => content is GzipContent || ((LogPiece)extent).First.IsOf(content);

    public override void Lost(FileExtent extent, long from, long to)
    {
        var piece = (LogPiece)extent;
        if (files.OnLoss == FileLossPolicy.Fail)
            throw LogFaults.Gone(files.Source, piece, from, to);
        Log.BytesSkipped(log, piece.Name, from - piece.Base, to - piece.Base, from, to);
    }
}
