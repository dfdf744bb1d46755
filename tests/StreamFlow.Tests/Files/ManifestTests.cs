using System.Text;
using StreamFlow.Connectors;
using StreamFlow.Files;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Tests.Files;

/// <summary>The stored form of a manifest, and what becomes of a damaged one.</summary>
public sealed class ManifestTests
{
    /// <summary>Format version 1, byte for byte. Change it only together with the version.</summary>
    private const string Golden = """
        {
          "format": "streamflow-files",
          "version": 1,
          "number": 12,
          "application": "streamflow",
          "job": "job",
          "sink": "sink",
          "generation": 3,
          "instance": "0123456789ab",
          "epoch": 41,
          "complete": [
            {
              "file": "year=2026/part-00009-000-00004-5f3a9c1e0b7d.jsonl",
              "bytes": 134217790,
              "rows": 1200000
            }
          ],
          "growing": [
            {
              "file": "year=2026/part-00009-000-00005-5f3a9c1e0b7d.jsonl",
              "bytes": 512,
              "rows": 7
            }
          ],
          "sha256": "CHECKSUM"
        }

        """;

    private static readonly SinkManifest Manifest = new()
    {
        Number = 12,
        Sink = SinkRun.Identity,
        Generation = new Generation(3),
        Instance = "0123456789ab",
        Epoch = new EpochNumber(41),
        Complete = [new PartEntry("year=2026/part-00009-000-00004-5f3a9c1e0b7d.jsonl", 134_217_790, 1_200_000)],
        Growing = [new PartEntry("year=2026/part-00009-000-00005-5f3a9c1e0b7d.jsonl", 512, 7)],
    };

    [Fact]
    public void The_format_is_the_one_that_was_agreed()
    {
        var body = Encoding.UTF8.GetBytes(Golden[..Golden.IndexOf(",\n  \"sha256\"", StringComparison.Ordinal)]);
        var checksum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body));
        var stored = Golden.Replace("CHECKSUM", checksum, StringComparison.Ordinal);
        Assert.Equal(stored, Encoding.UTF8.GetString(ManifestCodec.Write(Manifest)));
        var read = ManifestCodec.Read(Encoding.UTF8.GetBytes(stored));
        Assert.Equal(Manifest.Complete, read.Complete);
        Assert.Equal(Manifest.Growing, read.Growing);
        Assert.Equal(Manifest with { Complete = read.Complete, Growing = read.Growing }, read);
    }

    [Fact]
    public void Every_changed_byte_and_every_shorter_length_is_found()
    {
        var bytes = ManifestCodec.Write(Manifest);
        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.Throws<FormatException>(() => ManifestCodec.Read(bytes.AsSpan(0, i)));
            foreach (var flip in new byte[] { 1, 0x20, 0x80 })
            {
                var damaged = bytes.ToArray();
                damaged[i] ^= flip;
                Assert.Throws<FormatException>(() => ManifestCodec.Read(damaged));
            }
        }
    }

    [Fact]
    public async Task A_damaged_or_later_manifest_stops_the_start_by_name()
    {
        var disk = new MemoryDisk();
        var run = new SinkRun(disk, new FileSink<SinkRow>(SinkRun.Directory), 2);
        await run.RunAsync();
        var newest = disk.Files.Keys.Where(path => path.EndsWith(".manifest", StringComparison.Ordinal)).Max(StringComparer.Ordinal)!;
        var whole = disk.Files[newest];

        disk.Put(newest, whole[..^3]);
        await RefusedAsync("checksum is wrong");
        disk.Put(newest, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(whole).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)));
        await RefusedAsync("format version 2");
        disk.Put(newest, whole);
        await run.RunAsync();

        async Task RefusedAsync(string problem)
        {
            var fault = await Assert.ThrowsAsync<StreamFaultException>(run.RunAsync);
            Assert.Contains(newest, fault.Message, StringComparison.Ordinal);
            Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Committed_rows_that_are_gone_stop_the_start()
    {
        var disk = new MemoryDisk();
        var sink = new FileSink<SinkRow>(SinkRun.Directory);
        var run = new SinkRun(disk, sink, 2);
        var committer = run.NewCommitter();
        await committer.OpenAsync(new Generation(1), default);
        await committer.SetMarkerAsync(EpochNumber.None, default);
        SinkWriter[] writers = [sink.OpenWriter(committer, SinkRows.Schema), sink.OpenWriter(committer, SinkRows.Schema)];
        await run.RunEpochAsync(committer, writers, 1);
        var hidden = disk.Files.First(file => file.Key.EndsWith(".open", StringComparison.Ordinal));
        disk.Put(hidden.Key, hidden.Value[..^1]);
        var fault = await Assert.ThrowsAsync<StreamFaultException>(run.RunAsync);
        Assert.Contains(hidden.Key, fault.Message, StringComparison.Ordinal);
        Assert.Contains("committed rows are not whole", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_names_that_a_folder_cannot_tell_apart_have_two_folders()
    {
        Assert.Equal("streamflow.job.sink", SinkRun.Identity.Folder);
        SinkIdentity slash = new("streamflow", "job", "a/b"), dash = new("streamflow", "job", "a-b"), colon = new("streamflow", "job", "a:b");
        Assert.Equal(3, new[] { slash.Folder, dash.Folder, colon.Folder }.Distinct().Count());
        Assert.NotEqual(slash.Mark, colon.Mark);
        Assert.DoesNotContain('/', slash.Folder);
    }
}
