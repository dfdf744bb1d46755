using StreamFlow.Connectors;

namespace StreamFlow.Testing.Sources;

internal sealed class TestConnection(TestLog log, string source, string? startFrom) : SourceConnection
{
    public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PartitionBounds>>(
            [.. Enumerable.Range(0, log.PartitionCount).Select(partition => new PartitionBounds(partition, 0, log.End(partition)))]);

    public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
        Task.FromResult(StartOffsets.Of(bounds, startFrom));

    public override SourceReader OpenReader(SourceReaderOptions options) => new TestReader(log, source, options);
}
