using StreamFlow.Basics.Memory;
using StreamFlow.Connectors;
using StreamFlow.Testing.Conformance;

namespace StreamFlow.Tests.Testing.Conformance;

/// <summary>The memory source with one flaw before it: the kit must find it.</summary>
internal sealed class FlawedSource(MemorySource<ConformanceRow> inner, SourceFlaw flaw) : SourceSpec<ConformanceRow>
{
    private readonly Dictionary<int, long> _mirrored = [];
    private long _shift;

    public MemorySource<ConformanceRow> Inner => inner;

    public SourceFlaw Flaw => flaw;

    public override string Name => inner.Name;

    public override string Describe() => inner.Describe();

    public override SourceConnection Open(ConnectorContext context) => new Connection(this, inner.Open(context));

    private sealed class Connection(FlawedSource source, SourceConnection inner) : SourceConnection
    {
        public override async Task<IReadOnlyList<PartitionBounds>> GetBoundsAsync(CancellationToken cancellation)
        {
            var bounds = await inner.GetBoundsAsync(cancellation);
            return source.Has(SourceFlaw.HidesAPartition) ? [.. bounds.Skip(1)] : bounds;
        }

        public override async Task<IReadOnlyDictionary<int, long>> GetStartOffsetsAsync(IReadOnlyList<PartitionBounds> bounds, CancellationToken cancellation) =>
            source.Has(SourceFlaw.ForgetsWhereTheRunBegins) ? bounds.ToDictionary(bound => bound.Partition, bound => bound.Earliest)
            : source._mirrored.Count > 0 ? source._mirrored
            : await inner.GetStartOffsetsAsync(bounds, cancellation);

        public override SourceReader OpenReader(SourceReaderOptions options) =>
            new Reader(source, inner.OpenReader(source.Has(SourceFlaw.GivesMoreThanRowsMax) ? options with { RowsMax = 1000 } : options), source._shift++);

        public override Task MirrorOffsetsAsync(IReadOnlyDictionary<int, long> nextOffsets, CancellationToken cancellation)
        {
            if (source.Has(SourceFlaw.BeginsWhereTheMirrorSays))
            {
                foreach (var (partition, offset) in nextOffsets)
                    source._mirrored[partition] = offset;
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Reader(FlawedSource source, SourceReader inner, long shift) : SourceReader
    {
        private readonly Dictionary<int, PartitionAssignment> _seen = [];
        private readonly Dictionary<int, long> _position = [];

        public override void Assign(IReadOnlyList<PartitionAssignment> ranges)
        {
            var changed = ranges.Select(range => source.Flaw switch
            {
                SourceFlaw.ReadsBehindTheRange when range.To == 10 => range with { To = 12 },
                SourceFlaw.GoesOnInsteadOfSeeking when _position.TryGetValue(range.Partition, out var at) && at < range.To => range with { From = at },
                _ => range,
            }).ToList();
            if (source.Has(SourceFlaw.DeliversWhatIsNotNamed))
                changed.AddRange(_seen.Values.Where(old => ranges.All(range => range.Partition != old.Partition)));
            foreach (var range in ranges)
                _seen[range.Partition] = range;
            inner.Assign(changed);
        }

        public override bool Read(SourceBatch batch, TimeSpan wait)
        {
            if (!inner.Read(batch, wait))
                return false;
            _position[batch.Partition] = batch.NextOffset;
            if (source.Has(SourceFlaw.LosesTheLastRow) && batch.Rows.RowCount > 1)
            {
                batch.Rows.RowCount--;
                batch.Rows.Origin.Offsets.Truncate(batch.Rows.RowCount);
                batch.Rows.Origin.Timestamps.Truncate(batch.Rows.RowCount);
            }

            if (source.Has(SourceFlaw.GivesOtherTimestampsEachTime) && shift > 0)
            {
                var first = batch.Rows.Origin.Timestamps[0];
                batch.Rows.Origin.Timestamps.Reset();
                for (var i = 0; i < batch.Rows.RowCount; i++)
                    batch.Rows.Origin.Timestamps.Append(first + shift);
            }

            return true;
        }

        public override void Dispose()
        {
            inner.Dispose();
            base.Dispose();
        }
    }

    private bool Has(SourceFlaw one) => flaw == one;
}
