using System.Diagnostics;
using StreamFlow.Connectors;

namespace StreamFlow.Testing.Conformance.Sources;

/// <summary>A source, and what its partitions hold by the rows added so far: the oracle of the checks.</summary>
internal sealed class SourceUnderTest(SourceBench bench, SourceSpec<ConformanceRow> spec, int partitions)
{
    private readonly List<List<ConformanceRow>> _rows = [.. Enumerable.Range(0, partitions).Select(_ => new List<ConformanceRow>())];
    private long _lastId;

    public SourceSpec<ConformanceRow> Spec => spec;

    public int Partitions => _rows.Count;

    /// <summary>A connection of its own for the check's ordinary questions.</summary>
    public SourceConnection Connection { get; } = bench.Open(spec);

    public IReadOnlyList<ConformanceRow> RowsOf(int partition) => _rows[partition];

    public Task AppendAsync(int partition, int count) => AppendAsync(partition, [.. Enumerable.Range(0, count).Select(_ => ConformanceRows.Ordinary(++_lastId, partition, 0))]);

    public async Task AppendAsync(int partition, IReadOnlyList<ConformanceRow> rows)
    {
        await bench.Kit.AppendAsync(spec, partition, rows).ConfigureAwait(false);
        _rows[partition].AddRange(rows);
    }

    public ConformanceRow WithNewId(ConformanceRow row) => row with { Id = ++_lastId };

    public async Task AddPartitionAsync()
    {
        await bench.Kit.AddPartitionAsync(spec).ConfigureAwait(false);
        _rows.Add([]);
    }

    /// <summary>Asks until the source has noticed its new partitions, which may take it a while.</summary>
    public async Task WaitForPartitionsAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while ((await Connection.GetBoundsAsync(CancellationToken.None).ConfigureAwait(false)).Count < Partitions)
        {
            CheckFailure.Require(Stopwatch.GetElapsedTime(started) < bench.Kit.Patience, $"a new partition is not among the bounds after {bench.Kit.Patience.TotalSeconds} s");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System).ConfigureAwait(false);
        }
    }

    /// <summary>The bounds by partition; each partition is there once.</summary>
    public async Task<IReadOnlyList<PartitionBounds>> BoundsAsync(SourceConnection? connection = null)
    {
        var bounds = await Calls.MustAsync("GetBounds", bench.Kit.Patience, (connection ?? Connection).GetBoundsAsync).ConfigureAwait(false);
        CheckFailure.Require(
            bounds.Select(bound => bound.Partition).Order().SequenceEqual(Enumerable.Range(0, Partitions)),
            $"GetBounds gives the partitions {string.Join(", ", bounds.Select(bound => bound.Partition))}; they are 0 to {Partitions - 1}");
        foreach (var bound in bounds)
            CheckFailure.Require(bound.Earliest >= 0 && bound.Earliest <= bound.End, $"GetBounds gives {bound}: the first offset lies behind the end");
        return [.. bounds.OrderBy(bound => bound.Partition)];
    }

    /// <summary>Ranges over everything that the partitions hold.</summary>
    public async Task<IReadOnlyList<PartitionAssignment>> WholeAsync() =>
        [.. (await BoundsAsync().ConfigureAwait(false)).Select(bound => new PartitionAssignment(bound.Partition, bound.Earliest, bound.End))];

    public async Task<IReadOnlyDictionary<int, long>> StartsAsync(string? from)
    {
        var connection = bench.Open(spec, from);
        var bounds = await BoundsAsync(connection).ConfigureAwait(false);
        return await Calls.MustAsync("GetStartOffsets", bench.Kit.Patience, cancellation => connection.GetStartOffsetsAsync(bounds, cancellation)).ConfigureAwait(false);
    }

    public SourceReading OpenReader(int? rowsMax = null, IReadOnlyCollection<string>? withoutColumns = null) =>
        new(bench.Kit, Connection, rowsMax, withoutColumns ?? bench.Kit.ColumnsNotHeld);

    /// <summary>Reads ranges with a reader of its own.</summary>
    public async Task<IReadOnlyList<ReadRow>> ReadAsync(IReadOnlyList<PartitionAssignment> ranges, int? rowsMax = null)
    {
        using var reader = OpenReader(rowsMax);
        return await reader.ReadAsync(ranges).ConfigureAwait(false);
    }

    /// <summary>Reads a partition whole: its rows with their offsets.</summary>
    public async Task<IReadOnlyList<ReadRow>> ReadPartitionAsync(int partition) => await ReadAsync([(await WholeAsync().ConfigureAwait(false))[partition]]).ConfigureAwait(false);

    /// <summary>Requires of each partition its rows, in the order in which they were added.</summary>
    public void RequireAll(IReadOnlyList<ReadRow> read, string when)
    {
        for (var partition = 0; partition < Partitions; partition++)
            Require(_rows[partition], read, partition, when);
    }

    public void Require(IReadOnlyList<ConformanceRow> expected, IReadOnlyList<ReadRow> read, int partition, string when)
    {
        var rows = read.Where(row => row.Partition == partition).Select(row => row.Row).ToList();
        RowComparison.Require(expected, rows, bench.Kit.ColumnsNotHeld, $"{when}, partition {partition}");
        CheckFailure.Require(expected.Select(row => row.Id).SequenceEqual(rows.Select(row => row.Id)), $"{when}, partition {partition}: the rows are not in the order in which they were added");
    }
}
