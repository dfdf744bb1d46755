using StreamFlow.Connectors;
using StreamFlow.Simulation.Jobs;
using StreamFlow.Simulation.Runs;

namespace StreamFlow.Simulation.Logs;

/// <summary>A topic as one instance of the job reads it.</summary>
internal sealed class SimulatedSource(SimulatedTopic topic, Instance instance) : SourceSpec<Item>
{
    public override string Name => topic.Name;

    public override string Describe() => $"simulated topic {topic.Name}";

    public override SourceConnection Open(ConnectorContext context) => new Connection(topic, instance, context.StartFrom == "latest");

    private sealed class Connection(SimulatedTopic topic, Instance instance, bool fromLatest) : SourceConnection
    {
        public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation)
        {
            instance.RequireAlive();
            instance.AskBounds(topic.Name);
            return Task.FromResult<IReadOnlyList<PartitionBounds>>([.. topic.Partitions.Select((partition, number) => new PartitionBounds(number, 0, EndOf(partition)))]);
        }

        public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<int, long>>(bounds.ToDictionary(bound => bound.Partition, bound => fromLatest ? bound.End : bound.Earliest));

        public override SourceReader OpenReader(SourceReaderOptions options) => new SimulatedReader(topic, instance, options);

        private long EndOf(SimulatedPartition partition) => instance.Has(Mutant.ReaderPassesOpenTransactions) ? partition.HighWatermark : partition.End;
    }
}
