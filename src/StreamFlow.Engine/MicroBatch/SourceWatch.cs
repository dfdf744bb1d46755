using Microsoft.Extensions.Logging;
using StreamFlow.Connectors;
using StreamFlow.Engine.Sources;
using StreamFlow.Engine.Tasks;

namespace StreamFlow.Engine.MicroBatch;

/// <summary>Asks the sources what they hold, and finds new partitions.</summary>
internal sealed class SourceWatch(string job, IReadOnlyList<OpenSource> sources, QueryLanes lanes, ILogger log)
{
    private readonly Dictionary<SourcePartition, long> _ends = [];
    private readonly Dictionary<SourcePartition, double> _offsetsPerRow = [];
    private readonly HashSet<string> _unreachable = new(StringComparer.Ordinal);

    /// <summary>The end of each partition when it was last asked for, exclusive.</summary>
    public IReadOnlyDictionary<SourcePartition, long> Ends => _ends;

    /// <summary>Whether some partition was told to begin elsewhere than at its first offset: by the outside, which may say something else the next time.</summary>
    public bool HasChosenStart { get; private set; }

    /// <summary>Whether all sources answered when they were last asked.</summary>
    public bool KnowsAllEnds => _unreachable.Count == 0;

    /// <summary>Adds every partition that is there and has no lane: where its source begins on a first start, else (found later) at its first offset.</summary>
    public async Task AddPartitionsAsync(bool isFirstStart, CancellationToken cancellation)
    {
        foreach (var source in sources)
        {
            var bounds = await source.Connection.GetBoundsAsync(cancellation).ConfigureAwait(false);
            var known = bounds.Any(bound => lanes.Contains(PartitionOf(source, bound.Partition)));
            var starts = isFirstStart || !known ? await source.Connection.GetStartOffsetsAsync(bounds, cancellation).ConfigureAwait(false) : null;
            Take(source, bounds, starts);
        }
    }

    /// <summary>Asks all sources again. A source that cannot be reached for a while gives nothing new; the query waits for it.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        foreach (var source in sources)
        {
            try
            {
                Take(source, await source.Connection.GetBoundsAsync(cancellation).ConfigureAwait(false), starts: null);
                _unreachable.Remove(source.Node.Name);
            }
            catch (StreamFaultException fault) when (fault.CanRetry)
            {
                _unreachable.Add(source.Node.Name);
                Log.BoundsFailed(log, job, source.Node.Name, fault.Problem);
            }
        }
    }

    /// <summary>How far a partition is read that was read up to an offset. Of a source that does not answer nobody knows whether there is more.</summary>
    public PartitionReach ReachOf(SourcePartition partition, long position) =>
        _unreachable.Contains(partition.Source) || position < _ends.GetValueOrDefault(partition) ? PartitionReach.Behind : PartitionReach.CaughtUp;

    /// <summary>What there is to read, up to the ends known now, or up to those of a bounded run.</summary>
    public IReadOnlyList<PartitionBacklog> Backlogs(IReadOnlyDictionary<SourcePartition, long>? runEnds) =>
    [
        .. lanes.All.Select(lane => new PartitionBacklog(
            lane.Partition,
            lane.Position,
            runEnds is null ? _ends.GetValueOrDefault(lane.Partition, lane.Position) : runEnds.GetValueOrDefault(lane.Partition, lane.Position),
            _offsetsPerRow.GetValueOrDefault(lane.Partition, 1))),
    ];

    private void Take(OpenSource source, IReadOnlyList<PartitionBounds> bounds, IReadOnlyDictionary<int, long>? starts)
    {
        foreach (var bound in bounds)
        {
            var partition = PartitionOf(source, bound.Partition);
            _ends[partition] = bound.End;
            _offsetsPerRow[partition] = bound.OffsetsPerRow;
            if (lanes.Contains(partition))
                continue;
            var start = starts?.GetValueOrDefault(bound.Partition, bound.Earliest) ?? bound.Earliest;
            HasChosenStart |= start != bound.Earliest;
            if (starts is null)
                Log.NewPartition(log, job, partition, start);
            lanes.Add(partition, start);
        }
    }

    private static SourcePartition PartitionOf(OpenSource source, int partition) => new(source.Node.Name, partition);
}
