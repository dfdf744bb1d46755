using StreamFlow.Files;

namespace StreamFlow.Tests.Files;

/// <summary>The process dies, or the power fails, at every single operation of the file system; the next start has to come to exactly the same rows.</summary>
public sealed class FileSinkCrashTests
{
    private const long Epochs = 6;

    /// <summary>How files roll: never before the end, at every row, every few rows, every epoch, by age, by too many partition values.</summary>
    private static readonly FileSink<SinkRow>[] Sinks =
    [
        new(SinkRun.Directory),
        new(SinkRun.Directory) { RollBytes = 1 },
        new(SinkRun.Directory) { RollBytes = 90 },
        new(SinkRun.Directory) { RollAge = TimeSpan.Zero },
        new(SinkRun.Directory) { RollAge = TimeSpan.FromSeconds(3) },
        new(SinkRun.Directory) { OpenFilesMax = 1 },
    ];

    /// <summary>Sink, and how it ends: between two operations, in the middle of a write, by a power cut that takes everything not flushed, by one that takes some.</summary>
    public static TheoryData<int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int>();
            for (var i = 0; i < Sinks.Length * 4; i++)
                cases.Add(i / 4, i % 4);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Death_at_any_operation_loses_and_doubles_nothing(int sink, int way)
    {
        for (long operation = 1; ; operation++)
        {
            var disk = new MemoryDisk { DieAt = operation, Torn = way == 1 };
            var run = new SinkRun(disk, Sinks[sink], Epochs);
            try
            {
                await run.RunAsync();
                // More operations than there are: nothing died, every operation before has been tried.
                Assert.True(operation > 40);
                AssertSame(SinkRun.RowsUpTo(Epochs), disk, $"sink {sink} without a crash");
                return;
            }
            catch (ProcessDiedException)
            {
                End(disk, way, new Random((int)operation));
                AssertNothingTooMuch(run, disk, $"sink {sink}, way {way}, operation {operation}");
                await run.RunAsync();
                AssertSame(SinkRun.RowsUpTo(Epochs), disk, $"sink {sink}, way {way}, operation {operation}");
            }
        }
    }

    [Fact]
    public async Task Many_deaths_in_a_row_lose_and_double_nothing()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var chance = new Random(seed);
            var disk = new MemoryDisk();
            var run = new SinkRun(disk, Sinks[chance.Next(Sinks.Length)], Epochs);
            for (var deaths = chance.Next(1, 8); deaths > 0; deaths--)
            {
                disk.DieAt = disk.Operations + chance.Next(1, 80);
                disk.Torn = chance.Next(2) == 0;
                try
                {
                    await run.RunAsync();
                    break;
                }
                catch (ProcessDiedException)
                {
                    End(disk, chance.Next(4), chance);
                    AssertNothingTooMuch(run, disk, $"seed {seed}");
                }
            }

            disk.DieAt = long.MaxValue;
            await run.RunAsync();
            AssertSame(SinkRun.RowsUpTo(Epochs), disk, $"seed {seed}");
        }
    }

    [Fact]
    public async Task What_is_left_over_does_not_grow()
    {
        var disk = new MemoryDisk();
        await new SinkRun(disk, new FileSink<SinkRow>(SinkRun.Directory) { RollBytes = 90 }, 50).RunAsync();
        var hidden = disk.Files.Keys.Where(path => path.Contains("/_streamflow/", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, hidden.Count);
        Assert.All(hidden, path => Assert.EndsWith(".manifest", path, StringComparison.Ordinal));
    }

    private static void End(MemoryDisk disk, int way, Random chance)
    {
        if (way < 2)
            disk.Crash();
        else
            disk.PowerCut(way == 2 ? null : chance);
    }

    /// <summary>At any moment a reader sees rows of logged epochs only, each once.</summary>
    private static void AssertNothingTooMuch(SinkRun run, MemoryDisk disk, string where)
    {
        var visible = SinkRows.Visible(SinkRun.Directory, disk.Files);
        Assert.True(visible.Count == visible.Distinct().Count(), where);
        Assert.True(visible.All(SinkRun.RowsUpTo(run.Logged).ToHashSet().Contains), where);
    }

    private static void AssertSame(IEnumerable<SinkRow> expected, MemoryDisk disk, string where)
    {
        var visible = SinkRows.Visible(SinkRun.Directory, disk.Files).OrderBy(row => row.Id).ToList();
        Assert.True(expected.OrderBy(row => row.Id).SequenceEqual(visible), where);
    }
}
