using StreamFlow.Connectors;
using StreamFlow.Data.Rows;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Files;

/// <summary>
/// A source as a job uses it, without the job: keeps the positions and the journal, opens the connection anew on <see cref="Restart"/>, reads ranges cut wherever the test says.
/// </summary>
internal sealed class ReadSource<T>(SourceSpec<T> spec) : IDisposable
    where T : class
{
    private SourceConnection? _connection;
    private SourceReader? _reader;

    public MemorySourceJournal Journal { get; } = new();

    public ManualTime Time { get; } = new();

    public string? StartFrom { get; init; }

    public Dictionary<int, long> Positions { get; } = [];

    /// <summary>Bad records of all reads.</summary>
    public List<BadRecord> Bad { get; } = [];

    public long LostOffsets { get; private set; }

    /// <summary>The rows that are there by now and were not read yet.</summary>
    public IReadOnlyList<T> ReadNew(int rowsMax = 1000) => [.. ReadNewWithOrigin(rowsMax).Select(one => one.Row)];

    public IReadOnlyList<(T Row, long Offset, DateTimeOffset Timestamp)> ReadNewWithOrigin(int rowsMax = 1000)
    {
        Open(rowsMax);
        var bounds = _connection!.GetBoundsAsync(CancellationToken.None).Result;
        if (Positions.Count == 0)
        {
            foreach (var (partition, start) in _connection.GetStartOffsetsAsync(bounds, CancellationToken.None).Result)
                Positions[partition] = start;
        }

        var rows = new List<(T, long, DateTimeOffset)>();
        foreach (var bound in bounds)
            rows.AddRange(Read(bound.Partition, Positions.GetValueOrDefault(bound.Partition), bound.End));
        return rows;
    }

    /// <summary>Only asks for the ends.</summary>
    public long End(int partition = 0)
    {
        Open(1000);
        return _connection!.GetBoundsAsync(CancellationToken.None).Result.Single(bound => bound.Partition == partition).End;
    }

    /// <summary>One range, as a replay asks for it.</summary>
    public IReadOnlyList<(T Row, long Offset, DateTimeOffset Timestamp)> Read(int partition, long from, long to)
    {
        Open(1000);
        Positions[partition] = to;
        var rows = new List<(T, long, DateTimeOffset)>();
        if (from >= to)
            return rows;
        _reader!.Assign([new PartitionAssignment(partition, from, to)]);
        var batch = new SourceBatch(RowType.Of<T>().Schema);
        var at = from;
        while (at < to)
        {
            Assert.True(_reader.Read(batch, TimeSpan.Zero));
            Assert.InRange(batch.NextOffset, at, to);
            for (var row = 0; row < batch.Rows.RowCount; row++)
            {
                Assert.InRange(batch.Rows.Origin.Offsets[row], at, to - 1);
                rows.Add((RowReader.For<T>().Read(batch.Rows, row), batch.Rows.Origin.Offsets[row], EventTime.ToDateTimeOffset(batch.Rows.Origin.Timestamps[row])));
            }

            Bad.AddRange(batch.BadRecords);
            LostOffsets += batch.LostOffsets;
            at = batch.NextOffset;
        }

        return rows;
    }

    /// <summary>The job ends; the next call starts it again where it was.</summary>
    public void Restart()
    {
        _reader?.Dispose();
        _connection?.DisposeAsync().AsTask().Wait();
        (_reader, _connection) = (null, null);
    }

    public void Dispose() => Restart();

    private void Open(int rowsMax)
    {
        if (_connection is not null)
            return;
        _connection = spec.Open(new ConnectorContext { Job = "test", Name = "source", Journal = Journal, Time = Time, StartFrom = StartFrom });
        _connection.ResumeAsync(Positions, CancellationToken.None).Wait();
        _reader = _connection.OpenReader(new SourceReaderOptions(RowType.Of<T>().Schema) { RowsMax = rowsMax });
    }
}
