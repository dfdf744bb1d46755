using StreamFlow.Basics.Memory;
using StreamFlow.Files;

namespace StreamFlow.Tests.Files;

/// <summary>The file sink in a job of the real engine, on the real file system.</summary>
public sealed class FileSinkJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemorySource<Sale> _source = new("sales", partitions: 2);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_to_the_end_shows_all_rows_in_their_folders()
    {
        var sales = Add(0, 100);
        await RunAsync(Trigger.AvailableNow);
        Assert.Equal(sales, Visible());
        Assert.Equal(
            ["year=2025/country=NZ%2FS", "year=2025/country=__HIVE_DEFAULT_PARTITION__", "year=2026/country=NZ%2FS", "year=2026/country=__HIVE_DEFAULT_PARTITION__"],
            Parts().Select(path => Path.GetDirectoryName(path)!).Distinct().Order());

        sales = [.. sales, .. Add(100, 50)];
        await RunAsync(Trigger.AvailableNow);
        Assert.Equal(sales, Visible());
    }

    [Fact]
    public async Task Rows_of_a_killed_query_are_visible_once_the_next_has_started()
    {
        var sales = Add(0, 40);
        await using (var query = await StartAsync(Trigger.Every(TimeSpan.Zero)))
        {
            await query.ProcessAllAvailableAsync();
            // Disposed without a stop: it ends as a crash would, with files that still grow.
        }

        Assert.Empty(Parts());
        await RunAsync(Trigger.AvailableNow);
        Assert.Equal(sales, Visible());
    }

    [Fact]
    public async Task Many_epochs_share_a_file()
    {
        var sales = Add(0, 300);
        await RunAsync(Trigger.AvailableNow, rowsPerEpoch: 10);
        Assert.Equal(sales, Visible());
        Assert.True(Parts().Count <= 2 * 4, $"{Parts().Count} files");
    }

    [Fact]
    public void The_plan_says_what_the_folders_are()
    {
        var sink = Sink();
        Assert.Equal($"files in {_folder["out"]}, json lines, partitioned by year = s.Ts.Year, country = s.Country", sink.Describe());
    }

    private FileSink<Sale> Sink() => new(_folder["out"]) { PartitionBy = s => new { s.Ts.Year, s.Country } };

    private List<Sale> Add(int from, int count)
    {
        var sales = Enumerable.Range(from, count)
            .Select(i => new Sale(i, i % 3 == 0 ? null : "NZ/S", new DateTimeOffset(2025 + (i % 2), 7, 1, 12, 0, 0, TimeSpan.Zero), i / 4m)).ToList();
        foreach (var sale in sales)
            _source.Add(sale.Id % 2, sale);
        return sales;
    }

    private async Task RunAsync(Trigger trigger, long? rowsPerEpoch = null)
    {
        await using var query = await StartAsync(trigger, rowsPerEpoch);
        await query.Completion;
    }

    private Task<StreamingQuery> StartAsync(Trigger trigger, long? rowsPerEpoch = null) =>
        StreamingQuery.StartAsync(new ToFiles(_source, Sink()), new StreamJobOptions { CheckpointDirectory = _folder["checkpoint"], Trigger = trigger, MaxRowsPerEpoch = rowsPerEpoch });

    private List<string> Parts() =>
    [
        .. _folder.Files().Keys.Select(path => Path.GetRelativePath(_folder["out"], path)).Where(path => !path.StartsWith("..", StringComparison.Ordinal) && !path.StartsWith('_')),
    ];

    private List<Sale> Visible() =>
    [
        .. Parts().SelectMany(path => File.ReadLines(Path.Combine(_folder["out"], path)).Select(line =>
        {
            var json = System.Text.Json.JsonDocument.Parse(line).RootElement;
            var country = Uri.UnescapeDataString(path.Split('/')[1]["country=".Length..]);
            Assert.False(json.TryGetProperty("country", out _), "a property that is a folder stands in the path only");
            Assert.Equal($"year={json.GetProperty("ts").GetDateTimeOffset().Year}", path.Split('/')[0]);
            return new Sale(json.GetProperty("id").GetInt32(), country == "__HIVE_DEFAULT_PARTITION__" ? null : country, json.GetProperty("ts").GetDateTimeOffset(), json.GetProperty("price").GetDecimal());
        })).OrderBy(sale => sale.Id),
    ];

    private sealed record Sale(int Id, string? Country, DateTimeOffset Ts, decimal Price);

    [StreamJob("to-files")]
    private sealed class ToFiles(MemorySource<Sale> source, FileSink<Sale> sink) : IStreamJob
    {
        public void Define(StreamBuilder streams) => streams.From(source).To(sink);
    }
}
