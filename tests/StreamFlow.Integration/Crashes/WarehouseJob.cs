using Npgsql;
using StreamFlow.Integration.Pipelines;

namespace StreamFlow.Integration.Crashes;

/// <summary><c>iot-to-warehouse</c>: a topic, a table and files, in one commit.</summary>
internal sealed class WarehouseJob(CrashBed bed) : CrashedJob(bed)
{
    public override string Project => "IotToWarehouse";

    public override string Name => "iot-to-warehouse";

    public override bool HasTable => true;

    public required string Table { get; init; }

    public required string Files { get; init; }

    /// <summary>How long a file grows: not at all, for some epochs, or until the job ends.</summary>
    public required string RollAge { get; init; }

    public override IEnumerable<string> Settings => [.. base.Settings, $"Table={Table}", $"Directory={Files}", $"RollAge={RollAge}"];

    public override IEnumerable<(string Name, string Value)> Variables => [("StreamFlow__Postgres__ConnectionString", Bed.PostgresConnection)];

    public override async Task RequireExactAsync()
    {
        Same("the topic", await OfTopicAsync());
        Same("the table", await OfTableAsync());
        Same("the files", OfFiles());
    }

    public override async Task DumpAsync(string directory)
    {
        await WriteAsync("expected.txt", Bed.Readings);
        await WriteAsync("topic.txt", await OfTopicAsync());
        await WriteAsync("table.txt", await OfTableAsync());
        await WriteAsync("files.txt", OfFiles());

        Task WriteAsync(string name, IEnumerable<WarehouseRow> rows) => File.WriteAllLinesAsync(Path.Combine(directory, name), rows.Select(row => row.ToString()));
    }

    public override async Task DropAsync()
    {
        await base.DropAsync();
        await using var source = Bed.OpenPostgres();
        await using var drop = source.CreateCommand($"DROP TABLE {Table}");
        await drop.ExecuteNonQueryAsync();
    }

    private void Same(string what, List<WarehouseRow> found)
    {
        if (found.SequenceEqual(Bed.Readings))
            return;
        var missing = Bed.Readings.Except(found).ToList();
        var twice = found.GroupBy(row => row).Where(rows => rows.Count() > Bed.Readings.Count(row => row == rows.Key)).ToList();
        Assert.Fail(
            $"{what}: {found.Count} rows, expected {Bed.Readings.Count}; missing {missing.Count} {missing.FirstOrDefault()}; too many {twice.Count} {twice.FirstOrDefault()?.Key}");
    }

    private async Task<List<WarehouseRow>> OfTopicAsync() =>
        WarehouseRow.InOrder((await TopicRecord.ReadAllAsync(Bed.Kafka.BootstrapServers, Topic)).Select(record => WarehouseRow.Parse(record.Value)));

    private async Task<List<WarehouseRow>> OfTableAsync()
    {
        await using var source = Bed.OpenPostgres();
        await using var query = source.CreateCommand($"SELECT device_id, site, (extract(epoch FROM ts) * 1000)::bigint, temperature, humidity FROM {Table}");
        await using var reader = await query.ExecuteReaderAsync();
        var rows = new List<WarehouseRow>();
        while (await reader.ReadAsync())
            rows.Add(new WarehouseRow(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetDouble(3), reader.GetDouble(4)));
        return WarehouseRow.InOrder(rows);
    }

    /// <summary>As Spark, Hive and DuckDB see them: names with <c>_</c> or <c>.</c> first are passed over. Each row must lie in the folder of its day.</summary>
    private List<WarehouseRow> OfFiles()
    {
        var rows = new List<WarehouseRow>();
        foreach (var file in Directory.EnumerateFiles(Files, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Files, file).Replace(Path.DirectorySeparatorChar, '/');
            if (path.Split('/').Any(name => name.StartsWith('_') || name.StartsWith('.')))
                continue;
            foreach (var row in File.ReadLines(file).Select(WarehouseRow.Parse))
            {
                Assert.Equal(row.Folder, path[..path.LastIndexOf('/')]);
                rows.Add(row);
            }
        }

        return WarehouseRow.InOrder(rows);
    }
}
