using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;
using StreamFlow.Kafka.Embedded;

namespace StreamFlow.Tests.Kafka;

/// <summary>A source and a sink against the embedded broker, as a query would drive them.</summary>
public sealed class EmbeddedJobTests : IAsyncLifetime
{
    private static readonly RowSchema Schema = new([new Field("id", DataType.Int64), new Field("name", DataType.String) { Nullable = true }]);
    private static readonly RowSchema Keyed = new([.. Schema.Fields, new Field("$key", DataType.Int64) { Part = RecordPart.Key }]);
    private readonly EmbeddedBroker _broker = EmbeddedBroker.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task Records_become_rows_and_bad_ones_are_kept_apart()
    {
        _broker.CreateTopic("in", 2);
        await new KafkaConsole(Settings).ProduceLinesAsync("in", new StringReader("a|{\"id\":1,\"name\":\"x\"}\nb|{\"id\":\na|{\"id\":2}"), "|");
        await using var source = new KafkaSource<Row>("in").Open(Context("in"));
        var bounds = await source.GetBoundsAsync(default);
        Assert.Equal(2, bounds.Count);
        Assert.Equal(3, bounds.Sum(b => b.End - b.Earliest));

        var (ids, bad) = ReadAll(source, bounds);

        Assert.Equal([1, 2], ids.Order());
        var record = Assert.Single(bad);
        Assert.Equal(("in", "b", "{\"id\":"), (record.Source, Text(record.Key), Text(record.Value)));
    }

    [Fact]
    public async Task Sink_writes_at_least_once_and_says_why()
    {
        _broker.CreateTopic("out", 3);
        var sink = new KafkaSink<Row>("out");
        await using var committer = sink.OpenCommitter(Context("out"));
        Assert.Equal(SinkMarker.NotTracked, await committer.OpenAsync(new Generation(1), default));
        Assert.Contains("embedded", committer.WhyOnlyAtLeastOnce, StringComparison.Ordinal);
        using var writer = sink.OpenWriter(committer, Keyed);
        for (var epoch = new EpochNumber(1); epoch.Value <= 3; epoch = epoch.Next)
        {
            await committer.BeginAsync(epoch, default);
            writer.Write(Rows(Enumerable.Range((int)epoch.Value * 1000, 1000)));
            await committer.StageAsync(epoch, default);
            await committer.CommitAsync(epoch, default);
        }

        var records = await new KafkaConsole(Settings).ConsumeAsync("out", new ConsumeOptions { Follow = false }).ToListAsync();
        Assert.Equal(3000, records.Count);
        Assert.All(records, r => Assert.Equal(KafkaPartitioner.PartitionOf(System.Text.Encoding.UTF8.GetBytes(r.Key!), 3), r.Partition));
        Assert.Contains(records, r => r is { Key: "1234", Value: "{\"id\":1234,\"name\":null}" });
    }

    [Fact]
    public async Task Rows_without_a_key_go_to_the_same_partitions_again()
    {
        _broker.CreateTopic("one", 4);
        _broker.CreateTopic("two", 4);
        var plain = new RowSchema(Schema.Fields);
        foreach (var topic in new[] { "one", "two" })
        {
            var sink = new KafkaSink<Row>(topic);
            await using var committer = sink.OpenCommitter(Context(topic));
            await committer.OpenAsync(new Generation(1), default);
            using var writer = sink.OpenWriter(committer, plain);
            await committer.BeginAsync(new EpochNumber(7), default);
            writer.Write(Rows(Enumerable.Range(0, 3000), plain));
            await committer.StageAsync(new EpochNumber(7), default);
        }

        var console = new KafkaConsole(Settings);
        var one = await console.ConsumeAsync("one", new ConsumeOptions { Follow = false }).ToListAsync();
        var two = await console.ConsumeAsync("two", new ConsumeOptions { Follow = false }).ToListAsync();
        Assert.Equal(one.OrderBy(r => r.Value).Select(r => r.Partition), two.OrderBy(r => r.Value).Select(r => r.Partition));
        Assert.Equal(4, one.Select(r => r.Partition).Distinct().Count());
    }

    [Fact]
    public async Task Offsets_are_mirrored_without_joining()
    {
        _broker.CreateTopic("m", 1);
        await using var source = new KafkaSource<Row>("m").Open(Context("m"));
        await source.MirrorOffsetsAsync(new Dictionary<int, long> { [0] = 5 }, default);
        using var admin = new KafkaAdmin(Settings);
        Assert.Equal(5, Assert.Single(await admin.GetLagAsync("app.job")).Committed);
    }

    [Fact]
    public async Task Reading_and_decoding_allocate_nothing_per_row()
    {
        const int Rows = 20_000;
        _broker.CreateTopic("many", 1);
        await new KafkaConsole(Settings).ProduceLinesAsync("many", new StringReader(string.Join('\n', Enumerable.Range(0, Rows).Select(i => $"{{\"id\":{i},\"name\":\"n{i}\"}}"))));
        await using var source = new KafkaSource<Row>("many").Open(Context("many"));
        using var reader = source.OpenReader(new SourceReaderOptions(Schema) { RowsMax = 1024 });
        var batch = new SourceBatch(Schema);
        // Once to grow every buffer, then again from the start.
        Assert.Equal(Rows, Count(reader, batch, Rows));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Rows, Count(reader, batch, Rows));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rows / 2);
    }

    private Dictionary<string, string> Settings => new() { ["bootstrap.servers"] = _broker.BootstrapServers };

    private ConnectorContext Context(string name) => new() { Application = "app", Job = "job", Name = name, Settings = _ => Settings };

    private static string? Text(byte[]? bytes) => bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes);

    private static int Count(SourceReader reader, SourceBatch batch, int to)
    {
        reader.Assign([new PartitionAssignment(0, 0, to)]);
        var rows = 0;
        do
        {
            if (reader.Read(batch, TimeSpan.FromSeconds(10)))
                rows += batch.Rows.RowCount;
        }
        while (batch.NextOffset < to);
        return rows;
    }

    private static (List<long> Ids, List<BadRecord> Bad) ReadAll(SourceConnection source, IReadOnlyList<PartitionBounds> bounds)
    {
        using var reader = source.OpenReader(new SourceReaderOptions(Schema));
        reader.Assign([.. bounds.Select(b => new PartitionAssignment(b.Partition, b.Earliest, b.End))]);
        var open = bounds.Where(b => b.End > b.Earliest).ToDictionary(b => b.Partition, b => b.End);
        var ids = new List<long>();
        var bad = new List<BadRecord>();
        var batch = new SourceBatch(Schema);
        while (open.Count > 0)
        {
            Assert.True(reader.Read(batch, TimeSpan.FromSeconds(10)));
            for (var i = 0; i < batch.Rows.RowCount; i++)
                ids.Add(((ValueColumn<long>)batch.Rows.Columns[0])[i]);
            bad.AddRange(batch.BadRecords);
            if (batch.NextOffset == open[batch.Partition])
                open.Remove(batch.Partition);
        }

        return (ids, bad);
    }

    private static ColumnBatch Rows(IEnumerable<int> ids, RowSchema? schema = null)
    {
        var batch = new ColumnBatch(schema ?? Keyed);
        foreach (var id in ids)
        {
            ((ValueColumn<long>)batch.Columns[0]).Append(id);
            batch.Columns[1].AppendNull();
            if (schema is null)
                ((ValueColumn<long>)batch.Columns[2]).Append(id);
            batch.RowCount++;
        }

        return batch;
    }

    private sealed record Row(long Id, string? Name);
}
