using Microsoft.Extensions.Logging;
using StreamFlow.Connectors;
using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>A followed log: one partition, whose offsets are the bytes of all its files, one behind the other.</summary>
internal sealed class LogFileConnection : SourceConnection
{
    private readonly FilesToRead _files;
    private readonly FileStart _start;
    private readonly LogHistory _history;
    private readonly LogFollower _follower;
    private readonly LogExtents _extents;

    public LogFileConnection(string path, FilesToRead files, FileStart start, ConnectorContext context)
    {
        var log = context.Loggers.CreateLogger<LogFileConnection>();
        _files = files;
        _start = start;
        _history = new LogHistory(context.Journal, files.Source);
        _follower = new LogFollower(path, files, _history, context.Time, log);
        _extents = new LogExtents(path, files, _history, log);
    }

    public override Task ResumeAsync(IReadOnlyDictionary<int, long> positions, CancellationToken cancellation)
    {
        // What an attempt noted down that committed nothing counts too: the file that it found may have been rotated since.
        var position = positions.GetValueOrDefault(0);
        var known = _history.Current;
        if (known is null && position > 0)
            throw JournalFields.NotExplained(_files.Source, 0, position, known: 0);
        if (known is not null)
            _follower.ResumeAt(Math.Max(position, known.Base));
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PartitionBounds>>([new PartitionBounds(0, 0, _follower.Refresh()) { OffsetsPerRow = _extents.RowSize.Mean }]);

    public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<int, long>>(bounds.ToDictionary(bound => bound.Partition, bound => _start == FileStart.End ? bound.End : bound.Earliest));

    public override SourceReader OpenReader(SourceReaderOptions options) => new FileReader(_extents, _files, options);

    public override ValueTask DisposeAsync()
    {
        _follower.Dispose();
        return base.DisposeAsync();
    }
}
