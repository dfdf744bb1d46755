using System.Buffers.Binary;
using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Manifests;
using StreamFlow.Checkpoints.Storage;
using StreamFlow.Tests.Golden;

namespace StreamFlow.Tests.Checkpoints;

/// <summary>
/// The log and the checkpoints, byte for byte. A change here means that a job cannot recover from what the version before it wrote: give the format a
/// new version, and read the old one too.
/// </summary>
public class GoldenFormatTests
{
    private static readonly EpochRecord Record = new()
    {
        Number = new EpochNumber(1),
        Generation = new Generation(2),
        PlanHash = Given.PlanA,
        ClockMicroseconds = 1_700_000_000_000_000,
        Partitions =
        [
            new PartitionEpoch(new SourcePartition("iot", 0), new OffsetRange(0, 300), 290, 5, 1_699_999_999_000_000, BadRecords: 2, FutureRows: 1, LostOffsets: 7),
            new PartitionEpoch(new SourcePartition("iot", 1), new OffsetRange(7, 7), 0, -1, EventTime.NoWatermark, Idle: true, -1, PartitionReach.Finished),
        ],
        ReleasedWatermarks = [new ReleasedWatermark("average", 1_699_999_990_000_000)],
        Flushed = true,
        Sinks = [new SinkEpoch("out", 30, 0x0123456789ABCDEF)],
        LateRows = 1,
        BadRecords = 2,
        Lateness = new LatenessHistogram(1, 2, 3, 4, 5, 6, 700),
        AcceptedLateRows = 20,
        CorrectedRows = 9,
    };

    [Fact]
    public void A_segment_of_the_log()
    {
        var storage = Given.Log([Record]);
        Assert.Equal(["log-00000001-000000000001.epochs"], storage.List());
        GoldenFile.RequireSame("log-segment.1.record-3", storage.ReadAll("log-00000001-000000000001.epochs"));
    }

    [Fact]
    public void A_stored_segment_is_read()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("log-00000001-000000000001.epochs", GoldenFile.Read("log-segment.1.record-3"));
        Given.AssertSame(Record, Assert.Single(Given.AllRecords(storage)));
    }

    [Fact]
    public void A_segment_of_format_2_is_read_and_counts_nothing_that_it_did_not_count()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("log-00000001-000000000001.epochs", GoldenFile.Read("log-segment.1.record-2"));
        var record = Assert.Single(Given.AllRecords(storage));
        Assert.Null(record.Lateness);
        Assert.Equal((1, 2), (record.LateRows, record.BadRecords));
        Assert.Empty(record.DifferencesFrom(Record with
        {
            Partitions = [Record.Partitions[0] with { RowCount = 299 }, Record.Partitions[1]],
        }));
    }

    [Fact]
    public void A_checkpoint()
    {
        var storage = new MemoryCheckpointStorage();
        new CheckpointStore(storage, Given.Job).Write(
            new CheckpointContents
            {
                Epoch = new EpochNumber(12),
                Generation = new Generation(3),
                HeldByAllSinks = new EpochNumber(11),
                PlanHash = Given.PlanB,
                Plan = "source\n  window",
                Operators = [new StatefulOperator("average", "10s")],
                Positions = [new SourcePosition(new SourcePartition("iot", 1), 4711)],
                Pages = [new PageToWrite("average", "iot/1", "w1", 9, "state"u8.ToArray())],
            },
            previous: null);
        Assert.Equal(["checkpoint-000000000012-00000003.manifest", "checkpoint-000000000012-00000003.pages"], storage.List());
        GoldenFile.RequireSame("manifest.1", storage.ReadAll("checkpoint-000000000012-00000003.manifest"));
        GoldenFile.RequireSame("pages-file.1", storage.ReadAll("checkpoint-000000000012-00000003.pages"));
    }

    [Fact]
    public void A_stored_checkpoint_is_read()
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("checkpoint-000000000012-00000003.manifest", GoldenFile.Read("manifest.1"));
        storage.Put("checkpoint-000000000012-00000003.pages", GoldenFile.Read("pages-file.1"));
        var store = new CheckpointStore(storage, Given.Job);
        var facts = Assert.Single(store.Inspect(new EpochNumber(12)));
        Assert.Null(facts.Damage);
        Assert.Equal("state"u8.ToArray(), store.ReadPage(Assert.Single(facts.Manifest!.Pages)));
        Assert.Equal(("iot", 1, 4711L), (facts.Manifest.Positions[0].Partition.Source, facts.Manifest.Positions[0].Partition.Partition, facts.Manifest.Positions[0].NextOffset));
    }

    [Fact]
    public void A_manifest_of_another_version_is_refused_by_name()
    {
        var storage = new MemoryCheckpointStorage();
        var bytes = GoldenFile.Read("manifest.1");
        bytes[8] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
        storage.Put("checkpoint-000000000012-00000003.manifest", bytes);
        RequireOtherVersion(() => new CheckpointStore(storage, Given.Job).Inspect(default), "checkpoint-000000000012-00000003.manifest", "the manifest has format version 2, this StreamFlow reads 1");
    }

    [Fact]
    public void A_segment_of_another_version_is_refused_by_name_and_is_no_torn_tail()
    {
        var bytes = GoldenFile.Read("log-segment.1.record-3");
        var head = 16 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        bytes[8] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(head), Crc32C.Of(bytes.AsSpan(0, head)));
        RequireOtherVersion(() => Scan(bytes[..(head + 4)]), "log-00000001-000000000001.epochs", "the segment has format version 2, this StreamFlow reads 1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_record_of_another_version_is_refused_by_name_and_is_no_torn_tail(byte version)
    {
        var bytes = GoldenFile.Read("log-segment.1.record-3");
        var frame = bytes.AsSpan(16 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) + 4);
        frame[20] = version;
        BinaryPrimitives.WriteUInt32LittleEndian(frame[12..], Crc32C.Of(frame[20..]));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[16..], Crc32C.Of(frame[..16]));
        RequireOtherVersion(() => Scan(bytes), "log-00000001-000000000001.epochs", $"the epoch record has format version {version}, this StreamFlow reads 2 to 3");
    }

    private static EpochLogScan Scan(byte[] segment)
    {
        var storage = new MemoryCheckpointStorage();
        storage.Put("log-00000001-000000000001.epochs", segment);
        return EpochLogScan.Read(storage);
    }

    private static void RequireOtherVersion(Func<object> read, string file, string problem)
    {
        var fault = Assert.Throws<StreamFaultException>(read);
        Assert.Equal((FaultOrigin.User, problem), (fault.Origin, fault.Problem));
        Assert.Contains(file, fault.Place, StringComparison.Ordinal);
        Assert.Contains("the version of StreamFlow that wrote", fault.WayOut, StringComparison.Ordinal);
    }
}
