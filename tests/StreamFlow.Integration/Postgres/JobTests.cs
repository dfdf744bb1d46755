using System.Globalization;
using StreamFlow.Basics.Memory;
using StreamFlow.Postgres;
using Xunit.Abstractions;

namespace StreamFlow.Integration.Postgres;

/// <summary>Whole jobs into real tables, ended in the middle and started again: the tables hold what LINQ says.</summary>
[Collection(RealPostgresTests.Name)]
public sealed class JobTests(RealPostgres server, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public sealed record Measure(long Id, string Device, DateTimeOffset Ts, decimal Value);

    public sealed record Sum(string Device, DateTimeOffset End, long Count, decimal Total);

    public sealed record Latest(string Device, long Count, decimal Total);

    [PostgresFact]
    public async Task A_job_that_is_ended_at_random_epochs_leaves_the_rows_of_one_run()
    {
        await using var bed = await PostgresTestBed.CreateAsync(server);
        var directory = Directory.CreateTempSubdirectory("streamflow-postgres-job-");
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var source = new MemorySource<Measure>("measures", partitions: 3);
        var all = new List<Measure>();
        for (var id = 0; id < 6000; id++)
        {
            var measure = new Measure(id, $"d{random.Next(20)}", DateTimeOffset.UnixEpoch.AddMilliseconds((id * 40) + random.Next(2000)), random.Next(10_000) / 100m);
            all.Add(measure);
            source.Add(measure.Device[^1] % 3, measure);
        }

        for (var partition = 0; partition < 3; partition++)
            source.Add(partition, new Measure(-1 - partition, "end", DateTimeOffset.UnixEpoch.AddDays(1), 0));
        for (var run = 0; run < 6; run++)
            await EndAfterAsync(run == 5 ? int.MaxValue : random.Next(1, 8), 1 + (run % 2));
        directory.Delete(recursive: true);

        Assert.Equal(["6003|6003"], await bed.QueryAsync("SELECT count(*), count(DISTINCT id) FROM measures"));
        Assert.Equal(
            all.Select(measure => $"{measure.Id}|{measure.Device}|{Text(measure.Value)}"),
            await bed.QueryAsync("SELECT id, device, value FROM measures WHERE id >= 0 ORDER BY id"));
        Assert.Equal(
            all.GroupBy(measure => (measure.Device, End: measure.Ts.ToUnixTimeSeconds() / 10 * 10 + 10))
                .Select(window => $"{window.Key.Device}|{window.Key.End}|{window.Count()}|{Text(window.Sum(measure => measure.Value))}").Order(StringComparer.Ordinal),
            (await bed.QueryAsync("SELECT device, extract(epoch FROM \"end\")::bigint, count, trim_scale(total) FROM sums WHERE device <> 'end'")).Order(StringComparer.Ordinal));
        Assert.Equal(
            all.GroupBy(measure => measure.Device).Select(rows => $"{rows.Key}|{rows.Count()}|{Text(rows.Sum(measure => measure.Value))}").Order(StringComparer.Ordinal),
            (await bed.QueryAsync("SELECT device, count, trim_scale(total) FROM latest WHERE device <> 'end'")).Order(StringComparer.Ordinal));

        async Task EndAfterAsync(int epochs, int workers)
        {
            var options = new StreamJobOptions
            {
                Application = "test",
                Trigger = Trigger.AvailableNow,
                CheckpointDirectory = Path.Combine(directory.FullName, "checkpoint"),
                CheckpointInterval = TimeSpan.Zero,
                MaxRowsPerEpoch = 200,
                Workers = workers,
            };
            options.Connectors["Postgres"] = bed.Settings;
            await using var query = await StreamingQuery.StartAsync(new ThreeTables(source), options).WaitAsync(Patience);
            using var patience = new CancellationTokenSource(Patience);
            await foreach (var _ in query.ReadProgressAsync(patience.Token))
            {
                if (--epochs <= 0)
                    return;
            }

            await query.Completion.WaitAsync(Patience);
            Assert.DoesNotContain("Password", query.Explain(), StringComparison.OrdinalIgnoreCase);
            Assert.Contains("postgres table sums, upsert on device, end", query.Explain(), StringComparison.Ordinal);
        }
    }

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    [StreamJob("three-tables")]
    private sealed class ThreeTables(MemorySource<Measure> source) : IStreamJob
    {
        public void Define(StreamBuilder streams)
        {
            var measures = streams.From(source).WithWatermark(measure => measure.Ts, TimeSpan.FromSeconds(5));
            measures.To(new PostgresTable<Measure>("measures") { CreateIfMissing = true });
            measures.GroupBy(measure => measure.Device)
                .Window(Window.Tumbling(TimeSpan.FromSeconds(10)))
                .Select(window => new Sum(window.Key, window.End, window.Count(), window.Sum(measure => measure.Value)))
                .To(new PostgresTable<Sum>("sums") { CreateIfMissing = true, UpsertOn = sum => new { sum.Device, sum.End } });
            measures.GroupBy(measure => measure.Device)
                .Select(group => new Latest(group.Key, group.Count(), group.Sum(measure => measure.Value)))
                .To(new PostgresTable<Latest>("latest") { CreateIfMissing = true, UpsertOn = latest => latest.Device });
        }
    }
}
