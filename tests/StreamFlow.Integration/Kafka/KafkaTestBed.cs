using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Kafka;
using StreamFlow.Kafka.Administration;
using StreamFlow.Kafka.Writing;

namespace StreamFlow.Integration.Kafka;

public sealed record Row(long Id, string? Name);

/// <summary>A topic of its own, and the steps that a query would take with it.</summary>
internal sealed class KafkaTestBed : IDisposable
{
    private readonly Dictionary<string, string> _settings;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    public KafkaTestBed(RealKafka kafka)
    {
        _settings = new() { ["bootstrap.servers"] = kafka.BootstrapServers };
        Admin = new KafkaAdmin(_settings);
    }

    public KafkaAdmin Admin { get; }

    public Dictionary<string, string> Settings => _settings;

    public static RowSchema Schema { get; } = new([new Field("id", DataType.Int64), new Field("name", DataType.String) { Nullable = true }]);

    public static RowSchema KeyedSchema { get; } = new(
        [.. Schema.Fields, new Field("$key", DataType.String) { Nullable = true, Part = RecordPart.Key }]);

    public void Dispose() => Admin.Dispose();

    public async Task<string> TopicAsync(int partitions = 1, Dictionary<string, string>? settings = null)
    {
        var topic = $"t-{_run}-{Guid.NewGuid().ToString("N")[..6]}";
        await Admin.CreateTopicAsync(topic, partitions, settings: settings);
        return topic;
    }

    public ConnectorContext Context(string name, ProcessingGuarantee guarantee = ProcessingGuarantee.ExactlyOnce, string? from = null, Dictionary<string, string>? settings = null)
    {
        var all = new Dictionary<string, string>(_settings);
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        return new ConnectorContext
        {
            Application = $"test-{_run}",
            Job = "job",
            Name = name,
            Guarantee = guarantee,
            StartFrom = from,
            Settings = section => section == "Kafka" ? all : new Dictionary<string, string>(),
        };
    }

    public async Task<(KafkaCommitter Committer, SinkMarker Marker)> OpenAsync(KafkaSink<Row> sink, long generation, ConnectorContext? context = null)
    {
        var committer = (KafkaCommitter)sink.OpenCommitter(context ?? Context(sink.Name));
        return (committer, await committer.OpenAsync(new Generation(generation), default));
    }

    public static ColumnBatch Rows(RowSchema schema, IEnumerable<Row> rows)
    {
        var batch = new ColumnBatch(schema);
        foreach (var row in rows)
        {
            ((ValueColumn<long>)batch.Columns[0]).Append(row.Id);
            AppendText(batch.Columns[1], row.Name);
            if (schema.Count > 2)
                AppendText(batch.Columns[2], row.Name);
            batch.RowCount++;
        }

        return batch;
    }

    public static async Task WriteAsync(SinkCommitter committer, SinkWriter writer, long epoch, RowSchema schema, IEnumerable<Row> rows)
    {
        await committer.BeginAsync(new EpochNumber(epoch), default);
        writer.Write(Rows(schema, rows));
        await committer.StageAsync(new EpochNumber(epoch), default);
        await committer.CommitAsync(new EpochNumber(epoch), default);
    }

    public async Task<List<ConsoleRecord>> CommittedAsync(string topic, bool uncommitted = false) =>
        await new KafkaConsole(_settings).ConsumeAsync(topic, new ConsumeOptions { Follow = false, Uncommitted = uncommitted }).ToListAsync();

    public async Task ProduceAsync(string topic, IEnumerable<string> lines, string? keySeparator = null) =>
        await new KafkaConsole(_settings).ProduceLinesAsync(topic, new StringReader(string.Join('\n', lines)), keySeparator);

    /// <summary>Reads ranges to their ends.</summary>
    public static List<(int Partition, long Offset, long Id)> Read(SourceReader reader, RowSchema schema, IReadOnlyList<PartitionAssignment> ranges, bool assign = true)
    {
        if (assign)
            reader.Assign(ranges);
        var rows = new List<(int, long, long)>();
        var open = ranges.Where(r => r.To > r.From).ToDictionary(r => r.Partition, r => r.To);
        var batch = new SourceBatch(schema);
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (open.Count > 0)
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), $"partitions not read to their ends: {string.Join(',', open)}");
            if (!reader.Read(batch, TimeSpan.FromMilliseconds(200)))
                continue;
            for (var i = 0; i < batch.Rows.RowCount; i++)
                rows.Add((batch.Partition, batch.Rows.Origin.Offsets[i], ((ValueColumn<long>)batch.Rows.Columns[0])[i]));
            Assert.True(batch.NextOffset <= open[batch.Partition]);
            if (batch.NextOffset == open[batch.Partition])
                open.Remove(batch.Partition);
        }

        return rows;
    }

    private static void AppendText(Column column, string? text)
    {
        if (text is null)
            column.AppendNull();
        else
            ((BinaryColumn)column).Append(text);
    }
}
