using Microsoft.Extensions.Logging;
using StreamFlow.Connectors;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Directories;

/// <summary>A directory of files: the offsets of a partition are the bytes of its files, one behind the other, in the order in which they were noted down.</summary>
internal sealed class DirectoryConnection : SourceConnection
{
    private readonly string _path;
    private readonly FilesToRead _files;
    private readonly FileStart _start;
    private readonly DirectoryCatalog _catalog;
    private readonly DirectoryScan _scan;
    private readonly DirectoryFiles _directory;
    private readonly DirectoryExtents _extents;
    private readonly ILogger _log;
    private bool _saidMissing;

    public DirectoryConnection(string path, DirectoryOptions options, FilesToRead files, FileStart start, ConnectorContext context)
    {
        _path = path;
        _files = files;
        _start = start;
        _log = context.Loggers.CreateLogger<DirectoryConnection>();
        _catalog = new DirectoryCatalog(context.Journal, files.Source, options.Partitions);
        _scan = new DirectoryScan(path, options.Pattern, context.Time);
        _directory = new DirectoryFiles(path, options.MinAge, context.Time);
        _extents = new DirectoryExtents(files, _catalog, _directory, _log);
    }

    public override Task ResumeAsync(IReadOnlyDictionary<int, long> positions, CancellationToken cancellation)
    {
        foreach (var (partition, position) in positions)
        {
            if (position > _catalog.EndOf(partition))
                throw JournalFields.NotExplained(_files.Source, partition, position, _catalog.EndOf(partition));
        }

        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation)
    {
        Look(cancellation);
        return Task.FromResult<IReadOnlyList<PartitionBounds>>(
            [.. Enumerable.Range(0, _catalog.PartitionCount).Select(partition => new PartitionBounds(partition, 0, _catalog.EndOf(partition)) { OffsetsPerRow = _extents.RowSize.Mean })]);
    }

    public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<int, long>>(bounds.ToDictionary(bound => bound.Partition, bound => _start == FileStart.End ? bound.End : bound.Earliest));

    public override SourceReader OpenReader(SourceReaderOptions options) => new FileReader(_extents, _files, options);

    private void Look(CancellationToken cancellation)
    {
        if (!_scan.IsThere)
        {
            if (!_saidMissing)
                Log.DirectoryMissing(_log, _path);
            _saidMissing = true;
            return;
        }

        var found = new List<FoundFile>();
        foreach (var path in _scan.FindNew(_catalog.Knows))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_directory.Describe(path) is { } file)
                found.Add(file);
        }

        if (found.Count == 0)
            return;
        _catalog.Append(found.OrderBy(file => file.Modified).ThenBy(file => file.Path, StringComparer.Ordinal));
        Log.FilesFound(_log, _path, found.Count, found.Sum(file => file.Length));
    }
}
