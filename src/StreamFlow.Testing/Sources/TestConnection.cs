using StreamFlow.Connectors;

namespace StreamFlow.Testing.Sources;

internal sealed class TestConnection(TestLog log, string source) : SourceConnection
{
    public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PartitionBounds>>(
            [.. Enumerable.Range(0, log.PartitionCount).Select(partition => new PartitionBounds(partition, 0, log.End(partition)))]);

    public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<int, long>>(bounds.ToDictionary(bound => bound.Partition, bound => bound.Earliest));

    public override SourceReader OpenReader(SourceReaderOptions options) => new TestReader(log, source, options);
}
