using StreamFlow.Operators.Aggregates;
using StreamFlow.Operators.BadRecords;
using StreamFlow.Operators.Filter;
using StreamFlow.Operators.GroupAggregate;
using StreamFlow.Operators.Map;
using StreamFlow.Operators.Merging;
using StreamFlow.Operators.Project;
using StreamFlow.Operators.Watermark;
using StreamFlow.Operators.WindowAggregate;
using StreamFlow.Plan;
using StreamFlow.Plan.Aggregates;
using StreamFlow.Plan.Nodes;

namespace StreamFlow.Operators.Lowering;

/// <summary>
/// Turns a plan into running operators: one chain of consumers a lane, one merge a stateful node. The only place where a node meets its operator.
/// </summary>
/// <param name="plan">What to run.</param>
/// <param name="openSink">Makes the end of a chain: a sink's node and the lane that feeds it.</param>
public sealed class PlanLowering(LogicalPlan plan, Func<SinkNode, LaneId, RowConsumer> openSink)
{
    private readonly Dictionary<LogicalNode, MergeOperator> _merges = plan.StatefulNodes.ToDictionary(node => node, node => CreateMerge(plan, node));

    /// <summary>The stateful nodes' merges, each behind those that feed it.</summary>
    public IReadOnlyList<MergeOperator> Merges => [.. plan.StatefulNodes.Select(node => _merges[node])];

    /// <summary>Builds the chains behind the merges; called once, after their pages were restored and before the first source lane.</summary>
    public void ConnectMerges()
    {
        foreach (var node in plan.StatefulNodes)
        {
            var merge = _merges[node];
            merge.Output = new ChainBuilder(this, new SourcePartition(merge.Name, 0)).Readers(node);
        }
    }

    /// <summary>Builds the chain of one partition of a source.</summary>
    public SourceChain BuildSource(SourceNode source, int partition)
    {
        var builder = new ChainBuilder(this, new SourcePartition(source.Name, partition));
        var badNode = plan.Nodes.OfType<BadRecordNode>().FirstOrDefault(node => node.Source == source);
        builder.BadRecords = new BadRecordCollector(source.OnBadRecord, badNode is null ? null : builder.Readers(badNode));
        return new SourceChain(builder.Readers(source), builder.BadRecords, builder.Watermarks);
    }

    private static MergeOperator CreateMerge(LogicalPlan plan, LogicalNode node) => node switch
    {
        WindowAggregateNode window => new WindowAggregateOperator(new WindowAggregateSettings(
            window.Name, ShapeOf(window.Aggregates), window.Window.Size, window.Window.Every, window.Window.Offset, window.Emit, LateRowsOf(plan, window)?.Schema, window.AllowedLateness)),
        GroupAggregateNode group => new GroupAggregateOperator(group.Name, ShapeOf(group.Aggregates)),
        _ => throw StreamFaultException.Internal($"no operator keeps state for {node.GetType().Name}"),
    };

    private static AggregateShape ShapeOf(AggregateProjection aggregates) => new(aggregates.Keys, aggregates.Calls, aggregates.Results);

    private static LateRowNode? LateRowsOf(LogicalPlan plan, LogicalNode window) =>
        plan.Nodes.OfType<LateRowNode>().FirstOrDefault(node => node.Window == window);

    /// <summary>Builds everything that the rows of one partition reach, also its bad records: so lanes and watermarks are numbered together.</summary>
    private sealed class ChainBuilder(PlanLowering lowering, SourcePartition partition)
    {
        private readonly Dictionary<LogicalNode, int> _paths = [];

        /// <summary>Takes the bad records of what is built from now on.</summary>
        public BadRecordCollector BadRecords { get; set; } = new(BadRecordPolicy.Stop, null);

        public List<WatermarkOperator> Watermarks { get; } = [];

        /// <summary>The consumer that feeds everything which reads the node's main output. A reader that names the node twice gets its rows twice.</summary>
        public RowConsumer Readers(LogicalNode node) => FanOut.To(
        [
            .. from reader in lowering.Plan.ReadersOf(node)
               where !reader.IsSideOutput
               from input in reader.Inputs
               where input == node
               select Build(reader),
        ]);

        private RowConsumer Build(LogicalNode node) => node switch
        {
            FilterNode filter => new FilterOperator(filter, Readers(node)),
            ProjectNode project => new ProjectOperator(project, Readers(node)),
            MapNode map => CreateMap(map, Readers(node)),
            UnionNode => Readers(node),
            WatermarkNode watermark => Watermark(watermark),
            WindowAggregateNode or GroupAggregateNode => lowering._merges[node].AddLane(NextLane(node), LateRowsOf(node), LateRecordsOf(node)),
            SinkNode sink => lowering.OpenSink(sink, NextLane(node)),
            _ => throw StreamFaultException.Internal($"no operator for {node.GetType().Name}"),
        };

        private WatermarkOperator Watermark(WatermarkNode node)
        {
            var made = new WatermarkOperator(node, NextLane(node), lowering.MergesFedBy(node), BadRecords, Readers(node));
            Watermarks.Add(made);
            return made;
        }

        private RowConsumer? LateRowsOf(LogicalNode window)
        {
            var late = PlanLowering.LateRowsOf(lowering.Plan, window);
            return late is null ? null : Readers(late);
        }

        /// <summary>The collector is asked when a record is looked for: that of a source comes only once its own chain is built.</summary>
        private LateRecords? LateRecordsOf(LogicalNode window)
        {
            var late = lowering.Plan.Nodes.OfType<LateRecordNode>().FirstOrDefault(node => node.Window == window);
            return late is null ? null : new LateRecords(window.Name, offset => BadRecords.FindRecord?.Invoke(offset), Readers(late));
        }

        private LaneId NextLane(LogicalNode node)
        {
            var path = _paths.GetValueOrDefault(node);
            _paths[node] = path + 1;
            return new LaneId(partition, path);
        }

        private static RowConsumer CreateMap(MapNode map, RowConsumer output) =>
            (RowConsumer)Activator.CreateInstance(typeof(MapOperator<,>).MakeGenericType(map.InputRows.ClrType, map.OutputRows.ClrType), map, output)!;
    }

    private LogicalPlan Plan => plan;

    /// <summary>The first stateful nodes on every way from here: behind them event time is theirs.</summary>
    private List<MergeOperator> MergesFedBy(LogicalNode node) =>
    [
        .. plan.ReadersOf(node)
            .Where(reader => !reader.IsSideOutput)
            .SelectMany(reader => _merges.TryGetValue(reader, out var merge) ? [merge] : MergesFedBy(reader))
            .Distinct(),
    ];

    private RowConsumer OpenSink(SinkNode sink, LaneId lane) => openSink(sink, lane);
}
