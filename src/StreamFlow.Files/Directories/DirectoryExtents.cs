using Microsoft.Extensions.Logging;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>The files of a directory, for its readers.</summary>
internal sealed class DirectoryExtents(FilesToRead files, DirectoryCatalog catalog, DirectoryFiles directory, ILogger log) : ExtentMap
{
    private const string WayOut =
        "put the file back as it was; or set OnDataLoss = FileLossPolicy.Skip at the source to go on without it, or start with a new checkpoint directory. "
        + "A file is read once and must not change: write it under a name that begins with '_' or '.', and rename it when it is whole (or set MinAge)";

    public override FileExtent Find(int partition, long offset) =>
        catalog.Find(partition, offset) ?? throw JournalFields.NotExplained(files.Source, partition, offset, catalog.EndOf(partition));

    public override long TimestampAt(FileExtent extent, long offset, out long until)
    {
        until = extent.End;
        return ((DirectoryFile)extent).Found.Modified;
    }

    public override FileContent? TryOpen(FileExtent extent, long length) => directory.TryOpen(((DirectoryFile)extent).Found, out _);

    public override bool IsStill(FileExtent extent, FileContent content) => true;

    public override void Lost(FileExtent extent, long from, long to)
    {
        var file = ((DirectoryFile)extent).Found;
        if (files.OnLoss == FileLossPolicy.Fail)
        {
            directory.TryOpen(file, out var wrong)?.Dispose();
            throw StreamFaultException.User(
                $"'{files.Source}': the file '{file.Path}' cannot be read from byte {from - extent.Base} to {to - extent.Base} (offsets {from} to {to} of partition {file.Partition}): {wrong}", WayOut);
        }

        Log.BytesSkipped(log, file.Path, from - extent.Base, to - extent.Base, from, to);
    }

    public override void Finished(FileExtent extent, FileContent content)
    {
        // What is packed has one length; a plain file may have been written on while it was read.
        if (content is PlainContent && content.Length != extent.Length && files.OnLoss == FileLossPolicy.Fail)
        {
            throw StreamFaultException.User(
                $"'{files.Source}': the file '{extent.Name}' has changed while it was read: it had {extent.Length} bytes when it was found and has {content.Length} now", WayOut);
        }
    }
}
