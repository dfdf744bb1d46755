using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Engine.Sources;

namespace StreamFlow.Engine.Tasks;

/// <summary>What a worker reads of one source: its own reader, and the lanes of the partitions it owns.</summary>
internal sealed class WorkerSource : IDisposable
{
    private readonly SourceReader _reader;
    private readonly SourceBatch _batch;
    private readonly ColumnBatch _view;
    private readonly Dictionary<int, SourceLane> _lanes = [];

    public WorkerSource(OpenSource source, int rowsMax)
    {
        _reader = source.Connection.OpenReader(new SourceReaderOptions(source.Columns) { RowsMax = rowsMax });
        _batch = new SourceBatch(source.Columns);
        _view = source.FullView(_batch.Rows);
    }

    public bool IsDone { get; private set; } = true;

    public void Add(SourceLane lane)
    {
        _lanes.Add(lane.Partition.Partition, lane);
        lane.Chain.BadRecords.FindRecord = offset => _reader.FindRecord(lane.Partition.Partition, offset);
    }

    /// <summary>Hands the epoch's ranges to the reader.</summary>
    public void Begin()
    {
        _reader.Assign([.. _lanes.Values.Where(lane => !lane.IsDone).Select(lane => new PartitionAssignment(lane.Partition.Partition, lane.Position, lane.Target))]);
        IsDone = _lanes.Values.All(lane => lane.IsDone);
    }

    /// <summary>Reads one batch and runs it through its lane.</summary>
    /// <returns>The lane; null when nothing came.</returns>
    public SourceLane? Step(TimeSpan wait, EpochLimits limits)
    {
        _batch.Reset();
        if (!_reader.Read(_batch, wait))
            return null;
        var lane = _lanes[_batch.Partition];
        Invariant.Require(_batch.NextOffset >= lane.Range.To && _batch.NextOffset <= lane.Target);
        lane.Take(_batch, _view);
        limits.Count(_batch.Bytes);
        if (lane.IsDone)
            IsDone = _lanes.Values.All(one => one.IsDone);
        return lane;
    }

    public void Dispose() => _reader.Dispose();
}
