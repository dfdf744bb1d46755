using System.Linq.Expressions;
using System.Text;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Files;
using StreamFlow.Files.Writing;

namespace StreamFlow.Tests.Files;

/// <summary>Folders as Hive and Spark lay them out.</summary>
public sealed class PartitionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("plain-1.5_x", "plain-1.5_x")]
    [InlineData("a b", "a b")]
    [InlineData("a/b\\c", "a%2Fb%5Cc")]
    [InlineData("50%=?:*#\"'", "50%25%3D%3F%3A%2A%23%22%27")]
    [InlineData("{[]}^", "%7B%5B%5D}%5E")]
    [InlineData("tab\tline\n\u007f", "tab%09line%0A%7F")]
    [InlineData("Grüße 世界", "Grüße 世界")]
    [InlineData("..", "..")]
    public void Values_are_escaped_as_Hive_does(string value, string folder)
    {
        Assert.Equal($"name={folder}", PathOf(DataType.String, value));
        Assert.Equal(value, Uri.UnescapeDataString(folder));
    }

    [Fact]
    public void Values_stand_as_Spark_writes_them()
    {
        Assert.Equal("name=__HIVE_DEFAULT_PARTITION__", PathOf(DataType.String, null));
        Assert.Equal("name=__HIVE_DEFAULT_PARTITION__", PathOf(DataType.String, ""));
        Assert.Equal("name=__HIVE_DEFAULT_PARTITION__", PathOf(DataType.Int32, null));
        Assert.Equal("name=-7", PathOf(DataType.Int32, -7));
        Assert.Equal("name=true", PathOf(DataType.Boolean, true));
        Assert.Equal("name=1.50", PathOf(DataType.Decimal, 1.50m));
        Assert.Equal("name=0.1", PathOf(DataType.Double, 0.1));
        Assert.Equal("name=2026-11-21", PathOf(DataType.Date, new DateOnly(2026, 11, 21).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber));
        Assert.Equal("name=2026-11-21 12%3A00%3A00.25", PathOf(DataType.Timestamp, EventTime.ToMicroseconds(Noon.AddMilliseconds(250))));
        Assert.Equal("name=00000001-0000-0000-0000-000000000000", PathOf(DataType.Guid, new Guid(1, 0, 0, new byte[8])));
    }

    [Fact]
    public void A_value_that_cannot_be_a_name_is_refused_before_the_epoch_is_logged()
    {
        Assert.Contains("'name=xxx", Assert.Throws<StreamFaultException>(() => PathOf(DataType.String, new string('x', 251))).Message, StringComparison.Ordinal);
        Assert.Equal(255, PathOf(DataType.String, new string('x', 250)).Length);
        Assert.Contains("character 0", Assert.Throws<StreamFaultException>(() => PathOf(DataType.String, "a\0b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_those_of_the_properties_or_given()
    {
        Assert.Equal(["$year", "$month"], Names(r => new { r.Ts.Year, Month = r.Ts.Month }));
        Assert.Equal(["$country"], Names(r => r.Country));
        Assert.Equal(["$flag"], Names(r => r.Flag));
    }

    [Fact]
    public void What_has_no_name_is_refused_with_the_way_out()
    {
        var fault = Assert.Throws<StreamFaultException>(() => Names(r => r.Ts.Year));
        Assert.Contains("new { Year = r.Ts.Year", fault.Message, StringComparison.Ordinal);
        Assert.Throws<StreamFaultException>(() => Names(r => r.Country + "x"));
    }

    [Fact]
    public void A_folder_called_like_a_property_says_the_same()
    {
        var schema = new RowSchema([new Field("country", DataType.String), new Field("id", DataType.Int32)]);
        Sink(r => new { r.Country }).Check(schema);
        var fault = Assert.Throws<StreamFaultException>(() => Sink(r => new { Country = r.Country + "x" }).Check(schema));
        Assert.Contains("'country'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_partition_values_than_open_files_still_make_a_file_a_value()
    {
        var disk = new MemoryDisk();
        var sink = new FileSink<SinkRow>(SinkRun.Directory) { OpenFilesMax = 4 };
        var run = new SinkRun(disk, sink, 1);
        var committer = run.NewCommitter();
        await committer.OpenAsync(new Generation(1), default);
        await committer.SetMarkerAsync(EpochNumber.None, default);
        using var writer = sink.OpenWriter(committer, SinkRows.Schema);
        var rows = Enumerable.Range(0, 1_000).Select(i => new SinkRow(i, "x", $"{i % 50}")).ToList();
        await committer.BeginAsync(new EpochNumber(1), default);
        writer.Write(SinkRows.Batch(rows));
        await committer.StageAsync(new EpochNumber(1), default);
        await committer.CommitAsync(new EpochNumber(1), default);
        Assert.Equal(46, disk.Files.Keys.Count(path => !path.Contains("_streamflow", StringComparison.Ordinal)));
        await committer.FinishAsync(default);
        Assert.Equal(50, disk.Files.Keys.Count(path => !path.Contains("_streamflow", StringComparison.Ordinal)));
        Assert.Equal(rows, SinkRows.Visible(SinkRun.Directory, disk.Files).OrderBy(row => row.Id));
    }

    [Fact]
    public void Finding_a_rows_file_allocates_nothing()
    {
        var schema = new RowSchema([new Field("$a", DataType.Int64) { Part = RecordPart.Partition }, new Field("$b", DataType.String) { Part = RecordPart.Partition }]);
        var batch = new ColumnBatch(schema);
        for (var i = 0; i < 1_000; i++)
        {
            batch.Columns[0].AppendStored((long)i);
            batch.Columns[1].AppendStored(Encoding.UTF8.GetBytes($"v/{i}"));
        }

        var path = new PartitionPath(schema);
        _ = path.Of(batch, 999);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var row = 0; row < 1_000; row++)
            _ = path.Of(batch, row);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static string PathOf(DataType type, object? value)
    {
        var schema = new RowSchema([new Field("$name", type) { Nullable = true, Part = RecordPart.Partition }]);
        var batch = new ColumnBatch(schema) { RowCount = 1 };
        batch.Columns[0].AppendStored(value);
        return new PartitionPath(schema).Of(batch, 0).ToString();
    }

    private static FileSink<Row> Sink(Expression<Func<Row, object?>> partitionBy) => new("out") { PartitionBy = partitionBy };

    private static IEnumerable<string> Names(Expression<Func<Row, object?>> partitionBy) => ((SinkSpec)Sink(partitionBy)).ExtraColumns.Select(column => column.Name);

    private sealed record Row(int Id, string Country, DateTimeOffset Ts, bool Flag);
}
