using StreamFlow.Connectors;

namespace StreamFlow.Basics.Memory;

internal sealed class MemoryConnection<T>(MemoryLog<T> log, string? startFrom) : SourceConnection
    where T : class
{
    public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PartitionBounds>>(
            [.. Enumerable.Range(0, log.PartitionCount).Select(partition => new PartitionBounds(partition, 0, log.End(partition)))]);

    public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
        Task.FromResult(StartOffsets.Of(bounds, startFrom));

    public override SourceReader OpenReader(SourceReaderOptions options) => new MemoryReader<T>(log, options);
}
