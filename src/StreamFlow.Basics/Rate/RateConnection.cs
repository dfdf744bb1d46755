using StreamFlow.Connectors;

namespace StreamFlow.Basics.Rate;

internal sealed class RateConnection(RateSource source, RatePace pace, string? startFrom) : SourceConnection
{
    public override Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PartitionBounds>>(
            [.. Enumerable.Range(0, source.Partitions).Select(partition => new PartitionBounds(partition, 0, pace.End(partition)))]);

    public override Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
        Task.FromResult(StartOffsets.Of(bounds, startFrom));

    public override SourceReader OpenReader(SourceReaderOptions options) => new RateReader(source, pace, options);

    /// <summary>The job tells where it stands: after a restart the rows up to there exist already.</summary>
    public override Task MirrorOffsetsAsync(IReadOnlyDictionary<int, long> nextOffsets, CancellationToken cancellation)
    {
        foreach (var (partition, offset) in nextOffsets)
            pace.Ensure(partition, offset);
        return Task.CompletedTask;
    }
}
