using StreamFlow.Engine.Sources;
using StreamFlow.Operators.Lowering;
using StreamFlow.Operators.Watermark;

namespace StreamFlow.Engine.Tasks;

/// <summary>All source partitions of a query, in the order in which partial results are combined.</summary>
internal sealed class QueryLanes(PlanLowering lowering, WorkerPool workers, IReadOnlyList<OpenSource> sources)
{
    private readonly SortedDictionary<SourcePartition, SourceLane> _lanes = [];
    private readonly Dictionary<string, LaneClock> _restored = [];

    public IReadOnlyCollection<SourceLane> All => _lanes.Values;

    public bool Contains(SourcePartition partition) => _lanes.ContainsKey(partition);

    /// <summary>Adds a partition that begins at an offset, with the event time that a checkpoint kept for it.</summary>
    /// <exception cref="StreamFaultException">The job does not read the source.</exception>
    public void Add(SourcePartition partition, long position)
    {
        var source = sources.FirstOrDefault(one => one.Node.Name == partition.Source)
            ?? throw StreamFaultException.Internal($"the log names the source '{partition.Source}', which the plan does not have");
        var lane = new SourceLane(partition, lowering.BuildSource(source.Node, partition.Partition));
        lane.StartAt(position);
        foreach (var (key, mark) in LaneClockPage.Keys(lane))
        {
            if (_restored.Remove(key, out var clock))
                mark.Clock = clock;
        }

        _lanes.Add(partition, lane);
        workers.Add(lane, source);
    }

    /// <summary>Takes the clocks of a checkpoint; before any partition is added.</summary>
    public void Restore(ReadOnlyMemory<byte> page)
    {
        foreach (var (key, clock) in LaneClockPage.Read(page))
            _restored[key] = clock;
    }

    public byte[] Snapshot() => LaneClockPage.Write(_lanes.Values.SelectMany(LaneClockPage.Keys).Select(named => (named.Key, named.Mark.Clock)));
}
