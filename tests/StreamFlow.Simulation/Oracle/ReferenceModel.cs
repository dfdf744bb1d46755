using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Jobs.Steps;

namespace StreamFlow.Simulation.Oracle;

/// <summary>
/// What a job has to commit, by §4 of the design and apart from the engine: row by row, with every row kept, and LINQ over them. It is given what the outside decided (which
/// offsets an epoch holds, its clock, what was known of the sources' ends) and says everything else: rows, watermarks, who is left out, what is released, what is late.
/// </summary>
internal sealed class ReferenceModel
{
    private readonly Dictionary<int, AggregationModel> _aggregations;
    private readonly SortedDictionary<SourcePartition, LaneModel> _lanes = [];
    private readonly Dictionary<string, List<ModelRow>> _outputs;

    public ReferenceModel(JobShape job)
    {
        Job = job;
        _outputs = job.Sinks.ToDictionary(sink => sink.Name, _ => new List<ModelRow>());
        _aggregations = job.Order.Select(step => (AggregationModel?)(step switch
        {
            WindowStep window => new WindowModel(window),
            GroupStep group => new GroupModel(group),
            _ => null,
        })).OfType<AggregationModel>().ToDictionary(aggregation => aggregation.Number);
        foreach (var aggregation in Aggregations)
            aggregation.Connect(this);
    }

    public JobShape Job { get; }

    /// <summary>In the order in which results leave: each behind those that feed it.</summary>
    public IEnumerable<AggregationModel> Aggregations => Job.Order.Where(step => _aggregations.ContainsKey(step.Number)).Select(step => _aggregations[step.Number]);

    public IReadOnlyDictionary<SourcePartition, LaneModel> Lanes => _lanes;

    public AggregationModel Window(WindowStep step) => _aggregations[step.Number];

    public AggregationModel Group(GroupStep step) => _aggregations[step.Number];

    /// <summary>What a sink gets in the epoch.</summary>
    public List<ModelRow> OutputOf(string sink) => _outputs[sink];

    /// <summary>Runs an epoch.</summary>
    /// <param name="facts">What the outside decided.</param>
    /// <param name="read">The records of a partition's range that are to be seen, in offset order; whether each is no row.</param>
    public void Run(EpochFacts facts, Func<PartitionFacts, IEnumerable<(ModelRow Row, bool IsBad)>> read)
    {
        foreach (var output in _outputs.Values)
            output.Clear();
        foreach (var added in facts.Partitions.Where(partition => !_lanes.ContainsKey(partition.Partition)))
        {
            var source = Job.Steps.OfType<SourceStep>().Single(step => SourceStep.NameOf(step.Source) == added.Partition.Source);
            _lanes.Add(added.Partition, LaneModel.OfSource(this, source, added.Partition.Partition));
        }

        foreach (var aggregation in Aggregations)
            aggregation.Begin();
        foreach (var lane in _lanes.Values)
            lane.Begin();
        foreach (var partition in facts.Partitions)
        {
            foreach (var (row, isBad) in read(partition))
                _lanes[partition.Partition].Push(row, isBad);
        }

        foreach (var partition in facts.Partitions)
            _lanes[partition.Partition].Advance(facts.Clock, partition.Reach);
        foreach (var aggregation in Aggregations)
            aggregation.End(facts.Flush);
    }

    /// <summary>The windows that a watermark declared here releases: the first aggregations on every way.</summary>
    public IReadOnlyList<WindowModel> WindowsFedBy(Step step) =>
    [
        .. Job.Readers(step.Number)
            .SelectMany(reader => _aggregations.TryGetValue(reader.Number, out var aggregation) ? [aggregation] : WindowsFedBy(reader).Cast<AggregationModel>())
            .OfType<WindowModel>().Distinct(),
    ];
}
