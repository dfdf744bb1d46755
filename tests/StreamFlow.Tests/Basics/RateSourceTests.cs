using StreamFlow.Basics.Rate;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Basics;

public sealed class RateSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_clock_decides_how_many_rows_there_are()
    {
        var time = new ManualTime();
        await using var connection = Open(new RateSource { RowsPerSecond = 10, Partitions = 3 }, time);
        Assert.Equal<IEnumerable<long>>([0, 0, 0], await EndsAsync(connection));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal<IEnumerable<long>>([4, 3, 3], await EndsAsync(connection));
    }

    [Fact]
    public async Task A_row_is_the_same_whenever_and_in_whatever_cut_it_is_read()
    {
        var source = new RateSource { RowsPerSecond = 3, Partitions = 2, Start = Start, Speed = 20 };
        await using var connection = Open(source, new ManualTime());
        var whole = Read(connection, new PartitionAssignment(1, 0, 50), rowsMax: 100);
        var cut = Read(connection, new PartitionAssignment(1, 0, 50), rowsMax: 7);
        Assert.Equal(whole, cut);
        Assert.Equal(Enumerable.Range(0, 50).Select(offset => (long)((offset * 2) + 1)), whole.Select(row => row.Value));
        Assert.Equal(Start.AddSeconds(20), whole.Single(row => row.Value == 3).Timestamp);
    }

    [Fact]
    public async Task A_job_that_comes_back_finds_new_rows_at_once()
    {
        var time = new ManualTime();
        await using var connection = Open(new RateSource { RowsPerSecond = 10 }, time);
        await connection.MirrorOffsetsAsync(new Dictionary<int, long> { [0] = 5000 }, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal<IEnumerable<long>>([5020], await EndsAsync(connection));
    }

    [Fact]
    public async Task A_limit_ends_the_rows()
    {
        var time = new ManualTime();
        await using var connection = Open(new RateSource { RowsPerSecond = 10, RowCount = 15, Partitions = 2 }, time);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal<IEnumerable<long>>([8, 7], await EndsAsync(connection));
        await using var atOnce = Open(new RateSource { RowsPerSecond = 10, RowCount = 15, Partitions = 2, AllAtOnce = true }, time);
        Assert.Equal<IEnumerable<long>>([8, 7], await EndsAsync(atOnce));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void An_option_out_of_range_is_an_error_that_names_it(double rows, double speed, int partitions)
    {
        var source = new RateSource { RowsPerSecond = rows, Speed = speed, Partitions = partitions };
        var fault = Assert.Throws<StreamFaultException>(() => Open(source, new ManualTime()));
        Assert.Equal(FaultOrigin.User, fault.Origin);
        Assert.NotNull(fault.WayOut);
    }

    private static SourceConnection Open(RateSource source, TimeProvider time) =>
        source.Open(new ConnectorContext { Job = "test", Name = "rate", Time = time });

    private static async Task<long[]> EndsAsync(SourceConnection connection) =>
        [.. (await connection.GetBoundsAsync(CancellationToken.None)).Select(bound => bound.End)];

    private static List<RateRow> Read(SourceConnection connection, PartitionAssignment range, int rowsMax)
    {
        var schema = RowType.Of<RateRow>().Schema;
        using var reader = connection.OpenReader(new SourceReaderOptions(schema) { RowsMax = rowsMax });
        var batch = new SourceBatch(schema);
        var rows = new List<RateRow>();
        reader.Assign([range]);
        while (rows.Count < range.To - range.From && reader.Read(batch, TimeSpan.Zero))
        {
            Assert.InRange(batch.Rows.RowCount, 1, rowsMax);
            for (var row = 0; row < batch.Rows.RowCount; row++)
                rows.Add(RowReader.For<RateRow>().Read(batch.Rows, row));
        }

        return rows;
    }
}
