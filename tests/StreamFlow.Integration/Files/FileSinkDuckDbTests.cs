using System.Globalization;
using System.Text.Json;
using StreamFlow.Basics.Memory;
using StreamFlow.Files;

namespace StreamFlow.Integration.Files;

/// <summary>DuckDB reads the directory while and after a job writes it: it sees exactly the committed rows, and never a hidden one.</summary>
public sealed class FileSinkDuckDbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("streamflow-duckdb-").FullName;
    private readonly MemorySource<Sale> _source = new("sales", partitions: 2);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [DuckDbTheory]
    [InlineData("jsonl", "read_json_auto")]
    [InlineData("csv", "read_csv")]
    [InlineData("parquet", "read_parquet")]
    public async Task A_reader_sees_exactly_the_rows_of_complete_files(string format, string function)
    {
        var sales = Add(0, 5_000);
        await using (var query = await StartAsync(format, Trigger.Every(TimeSpan.Zero)))
        {
            await query.ProcessAllAvailableAsync();
            if (format != "parquet")
            {
                // Committed, and still hidden in files that grow: no glob of a reader finds them.
                Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "out"), "*.open", SearchOption.AllDirectories));
                Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "out"), $"*.{format}", SearchOption.AllDirectories));
            }

            await query.StopAsync();
        }

        Assert.Equal(sales, Read(format, function));
        sales = [.. sales, .. Add(5_000, 500)];
        await using (var query = await StartAsync(format, Trigger.AvailableNow))
            await query.Completion;
        Assert.Equal(sales, Read(format, function));
    }

    [DuckDbTheory]
    [InlineData(3_000)]
    public async Task Nested_rows_lists_and_nulls_stand_in_Parquet(int count)
    {
        var rows = Enumerable.Range(0, count).Select(i => new Nested(
            i, i % 3 == 0 ? null : new Place($"place {i}", i % 2 == 0 ? null : i), [.. Enumerable.Range(i % 7, i % 4)], i % 5 == 0 ? null : $"text {i}", i % 2 == 0,
            new Guid(i, 2, 3, [4, 5, 6, 7, 8, 9, 10, 200]), new DateOnly(2026, 1, 1).AddDays(i % 300), Math.Round(-i / 7m, 18), TimeSpan.FromMilliseconds(i), [(byte)i, 0, 255])).ToList();
        var source = new MemorySource<Nested>("nested");
        source.Add(0, [.. rows]);
        var options = Options(Trigger.AvailableNow);
        await using (var query = await StreamingQuery.StartAsync(new ToFiles<Nested>(source, new FileSink<Nested>(Path.Combine(_folder, "out")) { Format = FileFormat.Parquet }), options))
            await query.Completion;

        var read = DuckDb.Query(
            $"SELECT id, place, tags, text, flag, key::VARCHAR AS key, day::VARCHAR AS day, price::VARCHAR AS price, took, hex(raw) AS raw FROM read_parquet('{_folder}/out/*.parquet') ORDER BY id",
            Path.Combine(_folder, "answer.json"));
        Assert.Equal(rows.Count, read.Count);
        foreach (var (row, json) in rows.Zip(read))
        {
            Assert.Equal(row.Id, json.GetProperty("id").GetInt32());
            var place = json.GetProperty("place");
            Assert.Equal(row.Place?.Name, place.ValueKind == JsonValueKind.Null ? null : place.GetProperty("name").GetString());
            Assert.Equal(row.Place?.Floor, place.ValueKind == JsonValueKind.Null || place.GetProperty("floor").ValueKind == JsonValueKind.Null ? null : place.GetProperty("floor").GetInt32());
            Assert.Equal(row.Tags, json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetInt32()));
            Assert.Equal(row.Text, json.GetProperty("text").GetString());
            Assert.Equal(row.Flag, json.GetProperty("flag").GetBoolean());
            Assert.Equal(row.Key, json.GetProperty("key").GetGuid());
            Assert.Equal(row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), json.GetProperty("day").GetString());
            Assert.Equal(row.Price, decimal.Parse(json.GetProperty("price").GetString()!, CultureInfo.InvariantCulture));
            Assert.Equal(row.Took.Ticks / TimeSpan.TicksPerMicrosecond, json.GetProperty("took").GetInt64());
            Assert.Equal(Convert.ToHexString(row.Raw), json.GetProperty("raw").GetString());
        }
    }

    private List<Sale> Read(string format, string function) =>
    [
        .. DuckDb.Query(
            $"SELECT id, nullif(country, '__HIVE_DEFAULT_PARTITION__') AS country, year, epoch_us(ts) AS ts, price::DECIMAL(18, 2)::VARCHAR AS price, name FROM {function}('{_folder}/out/**/*.{format}', hive_partitioning = true) ORDER BY id",
            Path.Combine(_folder, "answer.json")).Select(json =>
            {
                var ts = EventTime.ToDateTimeOffset(json.GetProperty("ts").GetInt64());
                Assert.Equal(ts.Year, json.GetProperty("year").GetInt32());
                return new Sale(
                    json.GetProperty("id").GetInt32(), json.GetProperty("country").GetString(), ts, decimal.Parse(json.GetProperty("price").GetString()!, CultureInfo.InvariantCulture), json.GetProperty("name").GetString()!);
            }),
    ];

    private List<Sale> Add(int from, int count)
    {
        var sales = Enumerable.Range(from, count)
            .Select(i => new Sale(i, i % 3 == 0 ? null : $"N/Z {i % 2}", new DateTimeOffset(2025 + (i % 2), 7, 1, 12, 0, i % 60, TimeSpan.Zero), i / 4m, $"\"quoted\", {i}")).ToList();
        foreach (var sale in sales)
            _source.Add(sale.Id % 2, sale);
        return sales;
    }

    private Task<StreamingQuery> StartAsync(string format, Trigger trigger)
    {
        var sink = new FileSink<Sale>(Path.Combine(_folder, "out"))
        {
            Format = format switch { "csv" => FileFormat.Csv, "parquet" => FileFormat.Parquet, _ => FileFormat.JsonLines },
            PartitionBy = s => new { s.Ts.Year, s.Country },
        };
        return StreamingQuery.StartAsync(new ToFiles<Sale>(_source, sink), Options(trigger));
    }

    private StreamJobOptions Options(Trigger trigger)
    {
        var options = new StreamJobOptions { CheckpointDirectory = Path.Combine(_folder, "checkpoint"), Trigger = trigger, MaxRowsPerEpoch = 700 };
        options.Connectors["Files"] = new Dictionary<string, string> { ["DuckDb"] = DuckDb.Library };
        return options;
    }

    private sealed record Sale(int Id, string? Country, DateTimeOffset Ts, decimal Price, string Name);

    private sealed record Nested(int Id, Place? Place, IReadOnlyList<int> Tags, string? Text, bool Flag, Guid Key, DateOnly Day, decimal Price, TimeSpan Took, byte[] Raw);

    private sealed record Place(string Name, int? Floor);

    [StreamJob("to-files")]
    private sealed class ToFiles<T>(MemorySource<T> source, FileSink<T> sink) : IStreamJob
        where T : class
    {
        public void Define(StreamBuilder streams) => streams.From(source).To(sink);
    }
}
