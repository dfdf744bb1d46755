using StreamFlow.Basics.Memory;
using StreamFlow.Files;
using StreamFlow.Integration.Cli;

namespace StreamFlow.Integration.Files;

/// <summary>A disk that is full stops the job before its epoch is logged, by the file's name; with room it goes on and nothing is missing or twice.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("streamflow-full-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SmallDiskFact(needsKafka: false)]
    public async Task A_full_disk_stops_the_job_and_room_lets_it_go_on()
    {
        var disk = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;
        Assert.True(await SmallDisk.TryMountAsync(disk));
        try
        {
            var source = new MemorySource<Line>("lines");
            source.Add(0, [.. Enumerable.Range(0, 3_000).Select(i => new Line(i, new string('x', 50)))]);
            var fault = await Assert.ThrowsAsync<StreamFaultException>(() => RunAsync(source, disk));
            Assert.Contains("the disk is full", fault.Message, StringComparison.Ordinal);
            Assert.Contains(disk, fault.Message, StringComparison.Ordinal);
            Assert.Empty(Visible(disk));

            await SmallDisk.GrowAsync(disk);
            await RunAsync(source, disk);
            Assert.Equal(Enumerable.Range(0, 3_000), Visible(disk).Order());
        }
        finally
        {
            Assert.True(await SmallDisk.UnmountAsync(disk));
        }
    }

    private async Task RunAsync(MemorySource<Line> source, string disk)
    {
        var options = new StreamJobOptions { CheckpointDirectory = Path.Combine(_folder, "checkpoint"), Trigger = Trigger.AvailableNow, MaxRowsPerEpoch = 500 };
        await using var query = await StreamingQuery.StartAsync(new ToDisk(source, new FileSink<Line>(disk)), options);
        await query.Completion;
    }

    private static IEnumerable<int> Visible(string disk) => Directory.GetFiles(disk, "*.jsonl", SearchOption.AllDirectories)
        .SelectMany(path => File.ReadLines(path).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt32()));

    private sealed record Line(int Id, string Text);

    [StreamJob("to-disk")]
    private sealed class ToDisk(MemorySource<Line> source, FileSink<Line> sink) : IStreamJob
    {
        public void Define(StreamBuilder streams) => streams.From(source).To(sink);
    }
}
