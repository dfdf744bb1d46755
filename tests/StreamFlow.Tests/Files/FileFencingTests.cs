using StreamFlow.Connectors;
using StreamFlow.Files;
using StreamFlow.Files.Writing;

namespace StreamFlow.Tests.Files;

/// <summary>Of two instances only the later one writes, at whatever moment the earlier one was stopped.</summary>
public sealed class FileFencingTests
{
    private static readonly FileSink<SinkRow> Sink = new(SinkRun.Directory) { RollAge = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task An_instance_that_wakes_up_can_neither_commit_nor_disturb_its_successor()
    {
        // The sleeper is stopped before each of its operations from its third epoch on; the successor runs to the end; the sleeper wakes up.
        for (var at = 1; ; at++)
        {
            var disk = new MemoryDisk();
            var run = new SinkRun(disk, Sink, epochs: 6);
            var sleeper = run.NewCommitter();
            await sleeper.OpenAsync(new Generation(1), default);
            await sleeper.SetMarkerAsync(EpochNumber.None, default);
            var writers = Enumerable.Range(0, SinkRun.Writers).Select(_ => Sink.OpenWriter(sleeper, SinkRows.Schema)).ToList();
            await run.RunEpochAsync(sleeper, writers, 1);
            await run.RunEpochAsync(sleeper, writers, 2);

            var left = at;
            disk.OnOperation = (_, _) =>
            {
                if (Interlocked.Decrement(ref left) != 0)
                    return;
                disk.OnOperation = (_, _) => { };
                // All of the successor's life within one operation of the sleeper.
                run.RunAsync().GetAwaiter().GetResult();
            };
            var fault = await Record.ExceptionAsync(async () =>
            {
                await run.RunEpochAsync(sleeper, writers, 3);
                await run.RunEpochAsync(sleeper, writers, 4);
            });

            var slept = left <= 0;
            disk.OnOperation = (_, _) => { };
            if (slept && fault is not null)
                Assert.Contains("another instance of the job has taken over", Assert.IsType<StreamFaultException>(fault).Message, StringComparison.Ordinal);
            await Record.ExceptionAsync(() => sleeper.AbortAsync(default));
            await Record.ExceptionAsync(() => sleeper.FinishAsync(default));
            foreach (var writer in writers)
                writer.Dispose();
            await sleeper.DisposeAsync();
            if (!slept)
                return;

            // Within its last move the sleeper may end the epoch; more than that it cannot.
            await Assert.ThrowsAsync<StreamFaultException>(() => sleeper.SetMarkerAsync(new EpochNumber(99), default));
            await run.RunAsync();
            var visible = SinkRows.Visible(SinkRun.Directory, disk.Files).OrderBy(row => row.Id);
            Assert.True(SinkRun.RowsUpTo(6).OrderBy(row => row.Id).SequenceEqual(visible), $"stopped before operation {at}");
        }
    }

    [Fact]
    public async Task An_older_generation_is_refused()
    {
        var run = new SinkRun(new MemoryDisk(), Sink, 1);
        await run.NewCommitter().OpenAsync(new Generation(7), default);
        Assert.Equal(7, (await run.NewCommitter().GetLastGenerationAsync(default)).Value);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => run.NewCommitter().OpenAsync(new Generation(6), default));
        Assert.Contains("generation 7", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_that_open_at_once_are_told_apart()
    {
        var disk = new MemoryDisk();
        var run = new SinkRun(disk, Sink, 1);
        FileCommitter first = run.NewCommitter(), second = run.NewCommitter();
        disk.OnOperation = (operation, _) =>
        {
            if (operation != "link")
                return;
            disk.OnOperation = (_, _) => { };
            second.OpenAsync(new Generation(1), default).GetAwaiter().GetResult();
        };
        await first.OpenAsync(new Generation(1), default);
        await first.SetMarkerAsync(EpochNumber.None, default);
        await Assert.ThrowsAsync<StreamFaultException>(() => second.SetMarkerAsync(EpochNumber.None, default));
    }

    [Fact]
    public async Task A_number_that_was_deleted_is_not_free()
    {
        var disk = new MemoryDisk();
        var run = new SinkRun(disk, Sink, 20);
        var sleeper = run.NewCommitter();
        await sleeper.OpenAsync(new Generation(1), default);
        await sleeper.SetMarkerAsync(EpochNumber.None, default);
        SinkWriter[] writers = [Sink.OpenWriter(sleeper, SinkRows.Schema), Sink.OpenWriter(sleeper, SinkRows.Schema)];
        await run.RunEpochAsync(sleeper, writers, 1);
        await run.RunAsync();
        // By now the manifest that the sleeper wants to publish has been published and deleted.
        var fault = await Assert.ThrowsAsync<StreamFaultException>(() => run.RunEpochAsync(sleeper, writers, 2));
        Assert.Contains("taken over", fault.Message, StringComparison.Ordinal);
        Assert.Equal(20, (await run.NewCommitter().OpenAsync(new Generation(9), default)).Epoch?.Value);
    }
}
