using StreamFlow.Connectors;
using StreamFlow.Files;
using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;
using StreamFlow.Files.Writing;
using StreamFlow.Testing;

namespace StreamFlow.Tests.Files;

/// <summary>Drives a file sink as the engine does, with a log that outlives every crash: what is logged is finished with the same rows.</summary>
internal sealed class SinkRun(Disk disk, FileSink<SinkRow> sink, long epochs)
{
    public const string Directory = "/data";
    public const int Writers = 2;

    public static readonly SinkIdentity Identity = new("streamflow", "job", "sink");

    /// <summary>The last epoch whose record is durable.</summary>
    public long Logged { get; private set; }

    public ManualTime Time { get; } = new();

    public FileCommitter NewCommitter() => new(disk, Directory, Identity, new ConnectorContext { Job = "job", Name = "sink", Time = Time });

    public static IEnumerable<SinkRow> RowsOf(long epoch) => Enumerable.Range(0, Writers).SelectMany(writer => SinkRows.Of(writer, epoch));

    public static IEnumerable<SinkRow> RowsUpTo(long epoch) => Enumerable.Range(1, (int)epoch).SelectMany(one => RowsOf(one));

    /// <summary>From a start to a graceful end, or to the operation at which the disk dies.</summary>
    public async Task RunAsync()
    {
        var committer = NewCommitter();
        var generation = await committer.GetLastGenerationAsync(default);
        var marker = await committer.OpenAsync(new Generation(generation.Value + 1), default);
        if (marker.Epoch is null)
        {
            Assert.Equal(0, Logged);
            await committer.SetMarkerAsync(EpochNumber.None, default);
        }

        var held = marker.Epoch?.Value ?? 0;
        Assert.True(held <= Logged, $"the sink holds epoch {held}, the log ends with {Logged}");
        var writers = Enumerable.Range(0, Writers).Select(_ => sink.OpenWriter(committer, SinkRows.Schema)).ToList();
        for (var epoch = held + 1; epoch <= epochs; epoch++)
            await RunEpochAsync(committer, writers, epoch);
        await committer.FinishAsync(default);
        foreach (var writer in writers)
            writer.Dispose();
        await committer.DisposeAsync();
    }

    public async Task RunEpochAsync(SinkCommitter committer, IReadOnlyList<SinkWriter> writers, long epoch)
    {
        await committer.BeginAsync(new EpochNumber(epoch), default);
        for (var i = 0; i < writers.Count; i++)
            writers[i].Write(SinkRows.Batch(SinkRows.Of(i, epoch)));
        await committer.StageAsync(new EpochNumber(epoch), default);
        Logged = Math.Max(Logged, epoch);
        await committer.CommitAsync(new EpochNumber(epoch), default);
        Time.Advance(TimeSpan.FromSeconds(1));
    }
}
