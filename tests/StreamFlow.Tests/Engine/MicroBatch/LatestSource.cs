using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;

namespace StreamFlow.Tests.Engine.MicroBatch;

/// <summary>A memory source that begins with what comes after the start.</summary>
internal sealed class LatestSource<T>(MemorySource<T> source) : SourceSpec<T>
    where T : class
{
    public override string Name => source.Name;

    public override string Describe() => source.Describe();

    public override SourceConnection Open(ConnectorContext context) => new Connection(source.Open(context));

    private sealed class Connection(SourceConnection inner) : SourceConnection
    {
        public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation) => inner.GetBoundsAsync(cancellation);

        public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<int, long>>(bounds.ToDictionary(bound => bound.Partition, bound => bound.End));

        public override SourceReader OpenReader(SourceReaderOptions options) => inner.OpenReader(options);
    }
}
